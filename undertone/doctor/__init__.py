"""undertone doctor: looks an installation over and says in plain lines what is missing."""

from undertone.doctor.examine import run_doctor

__all__ = ["run_doctor"]
