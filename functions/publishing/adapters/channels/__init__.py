"""Asks the channels context, whose types are publishing's too, and translates its failures.

What is read from its table is asked in process. All that needs its secrets, or writes its table, is
a command for its internal function: publishing's functions hold neither.
"""
