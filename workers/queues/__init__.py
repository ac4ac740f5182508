"""What wakes, runs and watches: RQ, the pacemaker, leases kept alive, health and figures."""
