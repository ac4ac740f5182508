"""Meetings whose topics are known: what people say about each, and in between about nothing much.

Written for these tests. `tell` puts them together: topics in an order, each for some minutes, with
small talk and short answers among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from workers.domain.meeting import Meeting, Utterance

VOICES = ("Ana", "Ben", "Chidi", "Dora")

WAREHOUSE = """
The second warehouse has been full since Monday and the lorries are queueing outside the gate.
We could rent the hall next door, but the landlord wants a contract for three years.
If the pallets come in on Thursday there is no shelf left for them in the warehouse.
The forklift in bay four is broken again, so everything is moved by hand.
Who decides which pallets go out first when two lorries arrive at the same time?
The drivers tell me they wait for up to two hours before anybody opens a bay.
I counted the shelves on Friday, and a third of them hold things nobody ordered for a year.
Let us sell the old stock at half the price, so the shelves are free before the season.
A warehouse that is nine tenths full is slow, because every pallet has to be moved twice.
The scanner does not read the labels on the blue pallets, they are printed too faintly.
We should paint the lanes on the floor, the forklift drivers cut the corners now.
The insurance asked for a sprinkler in the hall, and that alone costs more than the rent.
Night deliveries would help, but the neighbours complained about the lorries last time.
The stock list says two hundred boxes, and I found a hundred and forty on the shelves.
Counting the stock takes two people a whole day, we could do one lane every morning instead.
The gate is too narrow for the new lorries, the mirror was broken twice already.
I will ask the landlord whether one year is possible for the hall.
Temporary shelves from steel can be put up in a weekend, I have an offer here.
The pallets for the north go out on Tuesdays, everything else can wait one day.
If the bay doors had numbers, the drivers would not have to ask every time.
""".strip().splitlines()

HIRING = """
We have forty applications for the nursing post, and six candidates look good on paper.
The second candidate was strong in the interview, but she can only start in April.
I want two people in each interview, so that not one impression decides.
The advert says five years of experience, and that is why the young ones do not apply.
Could we offer the candidate a shorter contract first and see how it goes?
References take two weeks, and good candidates are gone by then.
The agency wants a fifth of the yearly salary for each candidate they send.
We lost the last candidate because our offer came nine days after the interview.
I would drop the test, it tells us nothing that the interview does not.
How many applicants came through the advert at the university?
The salary band starts too low, two candidates turned the offer down for that reason.
Let us write the questions for the interview down, so every candidate gets the same.
The applicant from the hospital has three references and all of them were warm.
We need someone for nights, and the advert does not even mention nights.
An offer without a start date looks odd, the candidates asked about that.
I can call the references tomorrow if you send me the applications today.
Nobody answered the applicants who wrote in March, that is embarrassing.
Maybe we take both candidates, one for days and one for nights.
The interview room has no window, and applicants wait in the corridor.
The recruiter said that the market for nurses is empty until summer.
""".strip().splitlines()

WEBSITE = """
The new homepage loads in four seconds on a phone, that is twice as long as before.
Most visitors leave on the second page, where the form asks for an address.
The photographs on the homepage are four megabytes each, no wonder it loads slowly.
I moved the search box to the top and the number of searches doubled.
The font on the buttons is too light, you cannot read it in the sun.
Our old links broke with the new website, and the search engines still show them.
Can we test two versions of the form and see which one visitors finish?
The menu has eleven entries, and visitors click on three of them.
On tablets the menu covers the logo, I sent you a screenshot yesterday.
The cookie banner hides the button, so visitors think the website is broken.
We get more visitors from the newsletter than from all adverts together.
The blog has not had a new article since autumn, it makes the website look dead.
Screen readers read the homepage from the bottom, the headings are in the wrong order.
The designer wants darker colours, and the colours we have are too pale for print as well.
A page that loads in one second keeps nearly all of its visitors.
The form should keep what was typed when the browser goes back.
Let us take the carousel off the homepage, nobody looks at the third picture.
The contact page has the old telephone number, please mend that today.
I would write the text on the buttons as verbs, so it is clear what a click does.
Redirects for the old links are a morning of work, I can do them.
""".strip().splitlines()

BUDGET = """
The budget for this year is spent to four fifths, and we are in July.
Travel is what went over, the flights in spring were not planned at all.
Finance wants the forecast for the second half by Friday at noon.
If we move the licences to next year, the budget holds.
The invoice from the lawyers was double what they had estimated.
I need a line in the budget for repairs, otherwise it comes out of travel again.
The grant pays for equipment only, not for salaries or travel.
Who signed the invoice over nine thousand, and on which account was it booked?
Last year we gave money back to finance, and this year they cut us for it.
The forecast says we end the year twelve thousand in the red.
Could half of the licences be paid by the other department?
An invoice that comes in December counts for this year, so ask them to wait.
The accountant found two invoices that had been paid twice.
Let us freeze travel until September and look at the forecast again.
I would rather cut the licences that nobody has opened since winter.
Costs for electricity went up by a third, that was in nobody's forecast.
Finance asked why the budget for training has not been touched.
We could ask for the reserve, but then every invoice needs two signatures.
The grant ends in October, and whatever is left of the money goes back.
A rough forecast each month is better than an exact one in December.
""".strip().splitlines()

SAFETY = """
There were three accidents with the ladder this month, one of them with a broken wrist.
The fire alarm in the east wing went off twice and nobody left the building.
We need a drill before winter, the last evacuation took eleven minutes.
Gloves are there, but the small sizes run out and then people work without gloves.
The inspector wrote that the emergency exit was blocked by a trolley.
Ladders older than ten years have to go, I found six of them in the cellar.
First aid training has run out for half of the wardens.
Helmets hang at the entrance, and visitors walk past them without a look.
The new drill plan has two meeting points instead of one.
I want every accident written down, also when nobody was hurt.
The extinguisher on the second floor is empty, the seal is broken.
Wardens should wear the yellow vest, in the evacuation nobody knew who they were.
A trolley in front of the exit is what the inspector sees first.
The alarm cannot be heard in the cold room, we tried it with the doors closed.
Let us buy lighter ladders, people carry the heavy ones alone and slip.
The inspector comes back in six weeks and wants to see the training list.
Two wardens on each floor, and one of them always in the building.
Wet floors at the entrance cause most of the accidents in November.
The first aid box in the kitchen is used most and never filled up.
I will book the training for the wardens on the two Tuesdays.
""".strip().splitlines()

FESTIVAL = """
The stage has to be up on Friday morning, the band tests the sound at three.
We have sold nine hundred tickets, and the field holds two thousand.
If it rains we have one tent, and the orchestra alone fills it.
The brewery gives us the benches for nothing when we sell only their beer.
Volunteers get a shirt, a meal and one ticket for a friend.
The poster is too dark, from the road you cannot read the date of the festival.
Who talks to the neighbours about the music after eleven at night?
Tickets at the door should cost more, so people buy them before.
The band from the coast wants a hotel, not the gym where the others sleep.
We need thirty toilets, last year the queue was longer than for the music.
Let us put the children's stage behind the trees, away from the loud one.
The mayor opens the festival at five, with a short speech she promised.
Eleven volunteers for the car park are not enough when the orchestra plays.
The tent company asks for half of the money before they come.
I can print the posters on yellow paper for the same price.
A ticket for the whole weekend is the one that most people ask about.
The generator was too weak, the lights on the stage went out twice.
Food stalls pay by the metre, and the good places go first.
The orchestra brings sixty music stands and needs lamps for all of them.
After the festival the field must be clean on Monday, that is in the contract.
""".strip().splitlines()

LIBRARY = """
I used the library app on the bus this morning, and the first thing I saw was the map.
Before that I always went to the desk and asked whether the book was there.
With the app I searched for the book and saw that two copies were on the shelf.
Then I wanted to reserve it, and the app asked me to sign in again.
I had forgotten my number, it is on the card and the card was at home.
So I stood in front of the shelf and could not reserve the book that I saw.
The map in the app shows the floor, that is nice when you do not know the library.
My son reserved three books last week, and the app told him when they were ready.
He liked that the app shows the cover, he looks for the book by the cover.
I would like to see how many people wait for a book before I reserve it.
When a book is late the app writes a message, but it comes a day after the fine.
The fine is not much, it is the feeling that the library did not tell me in time.
At the desk they told me that I can renew the book in the app, I did not know that.
To renew you open the list of your books, and there is a very small arrow.
I would put the word there, renew, and not an arrow.
The search in the app finds the author, but not when one letter is wrong.
On the old screen in the library a wrong letter was no problem, it guessed.
I tried the app in the evening and it said that the library was closed, and I only wanted to search.
When I search I often look for something about gardens, and then for a book with pictures.
The list of books is long, and I cannot put it in an order, by year for example.
Maybe the app could tell me what is new in the library about gardens.
I showed the app to a neighbour who reads a lot, she uses the large letters.
With the large letters the button to reserve goes off the screen.
She asked at the desk, and they said the app will be mended in spring.
For me the best thing is that I know the book is there before I go.
The second thing is the message when the book is ready, I like that one.
What I miss is a way to tell the library that a book is damaged.
I found one with pages torn out, and the app has no place to say so.
At the desk there was a queue, so I put the book back on the shelf.
If the app had a button for it I would have used the button.
Sometimes I reserve a book and it is in the other library, in the north.
The app does not ask me which library I want to go to.
I went to the wrong one twice, and the person at the desk was very kind about it.
They sent the book over, and it took two days.
I think the app should ask at the first time, and then remember my library.
When I open it in the library itself it could just show me that shelf.
My card is full of numbers, a picture of the card in the app would be good.
In the other town the app opens the door of the library on Sundays.
I would use that, on Sundays I have time to read.
The children would use it as well, they are at the library after school.
For them the app should show the books of their class first.
One more thing, the app forgets what I searched for when a call comes in.
Then I search for the book again, and the list begins at the top.
I read forty books last year, the app counts them, and I like to see the number.
It does not show the year before, because the old card is not in the app.
If I could give a wish, it is to reserve a book without signing in every time.
And the message before the fine, that is the second wish.
All in all I go to the library more often since the app is there.
""".strip().splitlines()

BETWEEN = """
Yes, I see that too.
Okay, let me write that down.
Could you say that again, the line was bad for a moment?
I am not sure, I would have to look it up.
That makes sense to me.
Right, so what do we do about it?
Let me share my screen, one second.
Can everybody see this?
Good, then we agree on that.
I had the same thought this morning.
Well, it depends on who you ask.
Mm, go on.
Thanks, that was helpful.
I can take that one.
Let us come back to it later.
How long would that take, roughly?
Sorry, I was on mute.
No, I do not think so.
""".strip().splitlines()


def tell(
    parts: Sequence[tuple[Sequence[str], float]], seed: int = 1, between: float = 0.35
) -> tuple[Meeting, list[float]]:
    """A meeting of these topics, each for some minutes; and when each but the first begins."""
    chance = Random(seed)
    said: list[Utterance] = []
    begins: list[float] = []
    at_s, who = 1.0, VOICES[0]
    for number, (sentences, minutes) in enumerate(parts):
        begins += [at_s] if number else []
        until_s, left = at_s + 60 * minutes, list(sentences)
        while at_s < until_s:
            if chance.random() < 0.5:
                who = chance.choice(VOICES)
            # In the order they were written in; from the start again where a topic lasts longer.
            left = left or list(sentences)
            text = chance.choice(BETWEEN) if chance.random() < between else left.pop(0)
            end_s = at_s + len(text.split()) / 2.3
            polarity = max(-1.0, min(1.0, chance.gauss(0.0, 0.3)))
            said.append(Utterance(who, round(at_s, 2), round(end_s, 2), text, polarity))
            at_s = end_s + chance.expovariate(0.8)
    return Meeting("test", tuple(said)), begins
