"""Walls: what a process gives up for good before it touches what strangers have made.

A child's clean environment keeps no secrets in it, but it runs as its parent's user: it could read
that one's environment and memory in /proc, its files, and end it. Three things of the kernel stop
that, each where it is to be had: Landlock, a filter of system calls, and, for root, another user.
"""

from workers.processes.walls.around import Walls, build_walls, find_missing_walls, hide_from_others

__all__ = ["Walls", "build_walls", "find_missing_walls", "hide_from_others"]
