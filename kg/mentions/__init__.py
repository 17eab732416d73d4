"""What all genres share in reading a line: lists, names, titles and people, dates, bodies.

Every function works on ``Block.norm`` (one width of punctuation, no white space) and gives ranges in it.
"""
