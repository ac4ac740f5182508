"""Vocabulary: words before a colon that name no speaker, and what programs put around names."""

from __future__ import annotations

PARTICLES = frozenset(
    {"al", "and", "bin", "da", "de", "del", "der", "di", "dos", "du", "el", "la", "le", "of"}
    | {"ten", "the", "van", "von", "y", "zu"}
)
NEVER = frozenset(
    {
        "absent",
        "action",
        "action item",
        "action items",
        "actions",
        "agenda",
        "attachments",
        "attendees",
    }
    | {"bcc", "cc", "chapters", "correct", "date", "deadline", "decision", "decisions", "details"}
    | {"duration", "edited", "email", "example", "file", "for example", "format", "from", "http"}
    | {"https", "important", "invited", "key points", "key takeaways", "keywords", "kind"}
    | {"language", "link", "location", "meeting id", "next steps", "note", "notes", "outline"}
    | {"apologies", "attendees", "attending", "minutes", "present"}
    | {"participants", "ps", "re", "recording", "reminder", "same", "scope", "screen sharing"}
    | {"speakers", "status", "subject", "summary", "takeaways", "time", "title", "to", "todo"}
    | {"to-do", "topic", "topics", "transcript", "update", "url", "view recording", "warning"}
    | {"entschuldigt", "hinweis", "datum"}
    | {
        "betreff",
        "ort",
        "thema",
        "aufgabe",
        "aufgaben",
        "zusammenfassung",
        "protokoll",
        "anmerkung",
    }
    | {"présents", "absents", "excusés", "remarque", "objet", "lieu", "ordre du jour", "résumé"}
    | {
        "presentes",
        "asistentes",
        "ausentes",
        "fecha",
        "asunto",
        "lugar",
        "orden del día",
        "resumen",
    }
    | {"nota", "acciones", "acción", "action à faire", "tareas", "примечание", "дата", "тема"}
    | {"日時", "場所", "議題", "注意", "备注", "날짜"}
)
"""What heads a note, however often it stands in a file."""
TOPICS = frozenset(
    {"answer", "background", "benefits", "blocker", "blockers", "bottom line", "budget", "caution"}
    | {"challenge", "challenges", "conclusion", "conclusions", "cons", "context", "costs"}
    | {"customers", "dialogue", "discussion", "end", "engineering", "fact", "feedback", "finance"}
    | {"fun fact", "goal", "goals", "good news", "bad news", "good question", "hint", "idea"}
    | {"ideas", "infrastructure", "insight", "insights", "issue", "issues", "key point", "launch"}
    | {"legal", "lesson", "marketing", "meaning", "milestone", "milestones", "news", "objective"}
    | {"open question", "operations", "organizer", "outcome", "overview", "owner", "plan", "plans"}
    | {"point", "policy", "priorities", "priority", "problem", "problems", "product", "pros"}
    | {"proposal", "question", "questions", "quick question", "reason", "remember", "result"}
    | {"results", "review", "risk", "risks", "roadmap", "rule", "sales", "schedule", "solution"}
    | {"spoiler", "start", "step", "strategy", "support", "target", "task", "tasks", "team", "test"}
    | {"theme", "timeline", "tip", "today’s topic", "when", "where", "exception", "observation"}
    | {"conclusion", "promise", "translation", "warning", "alert", "disclaimer", "definition"}
    | {"verdict", "thanks", "sorry", "look", "listen", "imagine", "consider", "guess", "see"}
    | {"again", "also", "anyway", "basically", "because", "but", "finally", "firstly", "however"}
    | {"instead", "namely", "otherwise", "plus", "please", "secondly", "so", "then", "therefore"}
    | {"thirdly", "thus", "yes", "no", "ok", "okay", "right", "well", "exactly", "first", "second"}
    | {"third", "last", "today", "tomorrow", "yesterday"}
    | {
        "frage",
        "antwort",
        "fazit",
        "also",
        "grund",
        "ziel",
        "problem",
        "lösung",
        "beispiel",
        "plan",
    }
    | {"raison", "réponse", "objectif", "problème", "exemple", "solution", "bilan", "voici"}
    | {"asistentes", "participantes", "присутствуют", "participants et participantes"}
    | {"pregunta", "respuesta", "conclusión", "razón", "motivo", "objetivo", "problema", "ejemplo"}
    | {
        "вопрос",
        "ответ",
        "итог",
        "вывод",
        "причина",
        "理由",
        "質問",
        "結論",
        "問題",
        "问题",
        "结论",
    }
    | {
        "anwesend",
        "anwesende",
        "teilnehmer",
        "teilnehmende",
        "参加者",
        "出席者",
        "参会人",
        "참석자",
    }
    | {"질문", "결론", "이유", "domanda", "risposta", "pergunta", "resposta", "vraag", "antwoord"}
)
"""What heads a paragraph or opens a sentence when it stands there once."""
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december"}
)
TITLED = frozenset(
    {"the", "this", "that", "these", "those", "my", "our", "your", "another", "one", "appendix"}
    | {"chapter", "figure", "goal", "item", "lesson", "option", "part", "phase", "plan"}
    | {"point", "priority", "problem", "quarter", "question", "rule", "scenario", "section"}
    | {"slide", "sprint", "stage", "step", "tier", "topic", "version", "week"}
)
"""What is counted (`Step 1`, `Plan B`) and begins nobody's name."""
FUNCTION_WORDS = frozenset(
    {"a", "about", "an", "are", "as", "at", "be", "because", "but", "can", "could", "did", "do"}
    | {"for", "had", "has", "have", "he", "here", "how", "however", "i", "i'm", "if", "in", "is"}
    | {"it", "it's", "its", "like", "mean", "means", "my", "no", "not", "on", "or", "our", "said"}
    | {"says", "she", "should", "so", "some", "tell", "that", "that's", "the", "their", "then"}
    | {"there", "these", "they", "thing", "think", "this", "those", "to", "told", "was", "we"}
    | {"were", "what", "when", "where", "which", "who", "why", "with", "would", "yes"}
    | {"before", "after", "until", "since", "while", "than"}
    | {"your", "one", "two", "three", "first", "second", "last"}
)
"""What makes several words before a colon a part of a sentence."""
SHORT_WORDS = frozenset({"a", "an", "at", "for", "from", "in", "its", "on", "the", "to", "with"})
"""What stands small in a title (`the Name of a Town`)."""
QUESTION_WORDS = frozenset(
    {"because", "but", "here's", "how", "if", "it's", "that's", "what", "what's", "when", "where"}
    | {"which", "why"}
)
"""What begins a sentence even where all its words have capitals."""
SOUNDS = frozenset(
    {"applause", "audio", "background", "beep", "blank", "break", "breath", "breathes", "cheering"}
    | {"cheers", "chuckle", "chuckles", "clapping", "click", "cough", "coughing", "coughs", "cross"}
    | {"crosstalk", "ding", "door", "end", "foreign", "inaudible", "indistinct", "keyboard"}
    | {"laugh", "laughing", "laughs", "laughter", "minute", "minutes", "music", "musik", "musique"}
    | {"música", "noise", "noises", "overlapping", "pause", "phone", "playing", "recording"}
    | {"ringing", "rings", "second", "seconds", "sigh", "sighs", "silence", "sneezes", "sniffs"}
    | {"sound", "sounds", "speech", "static", "typing", "unclear", "unintelligible", "applaus"}
    | {"lachen", "lacht", "gelächter", "stille", "rires", "risas", "aplausos", "applaudissements"}
)
"""What stands in brackets and is heard, not said (`[Music]`, `(1 minute pause)`)."""
BADGES = frozenset(
    {"co-host", "external", "extern", "externe", "externo", "gast", "guest", "host", "invitado"}
    | {"invité", "invitée", "organizer", "organiser", "presenter", "unverified", "nicht überprüft"}
    | {"non vérifié", "no verificado", "convidado", "ospite", "esterno", "ゲスト", "外部", "来宾"}
    | {"me", "you", "attendee", "panelist", "v.o.", "vo", "o.s.", "o.c.", "cont'd", "cont’d"}
    | {"contd", "voice-over", "off-screen", "continuing", "laughing", "laughs", "angrily", "ext"}
    | {"quietly", "crying", "shouting", "whispering", "whispers", "lacht", "leise", "laut"}
)
"""What stands in brackets behind a name: how somebody came in or says it, not who it is."""
PRONOUNS = frozenset(
    {"he", "him", "his", "she", "her", "hers", "they", "them", "theirs", "ze", "zir", "hir", "xe"}
    | {"xem", "any", "all", "it", "its", "er", "ihm", "sie", "ihr", "il", "lui", "elle", "iel"}
    | {"él", "ella", "elle", "ela", "ele", "elu", "pronouns"}
)
PLACES = frozenset(
    {"boardroom", "booth", "breakout", "conference", "desk", "floor", "group", "hall", "lab"}
    | {"office", "room", "studio", "table", "team", "zoom"}
)
"""What stands before the name of a person who sits in it (`Room 3: Lena Park`)."""
CREDENTIALS = frozenset(
    {"ba", "bs", "cfa", "cpa", "cto", "ceo", "cfo", "coo", "dds", "dr", "esq", "ii", "iii", "iv"}
    | {"inc", "jd", "jr", "llc", "ltd", "ma", "mba", "md", "ms", "msc", "pe", "phd", "pmp", "prof"}
    | {"rn", "sr", "vp"}
)
"""What stands behind a comma and is no first name."""
