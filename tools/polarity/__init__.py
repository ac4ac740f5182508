"""How the polarity weights are made: `make polarity DATA=folder`, or one command after another.

python -m tools.polarity.prepare    data and our own sentences -> training rows and a vocabulary
python -m tools.polarity.train      rows -> a checkpoint (fixed seeds, a fixed number of steps)
python -m tools.polarity.even_out   checkpoint -> the same score for whomever it is about
python -m tools.polarity.calibrate  checkpoint -> a temperature, by sentences it never saw
python -m tools.polarity.export     checkpoint -> an ONNX graph of 32-bit numbers
python -m tools.polarity.quantise   that graph -> the file of 8-bit numbers that ships
python -m tools.polarity.evaluate   the file that ships -> figures, fairness, a reliability plot
python -m tools.polarity.cost       the file that ships -> time and memory, beside the lexicon's
"""
