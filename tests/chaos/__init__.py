"""Everything goes wrong at once, and afterwards a checker reads what the outside world has seen.

python -m tests.chaos --analyses 1000 --seconds 420 --seed 1
"""
