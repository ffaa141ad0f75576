"""Dutch expressions of time."""

from dialogs.moments.choices import choices as choices
from dialogs.moments.result import Option as Option
from dialogs.moments.result import Understood as Understood
from dialogs.moments.understand import parses_completely as parses_completely
from dialogs.moments.understand import understand as understand
from dialogs.moments.working_days import Calendar as Calendar
from dialogs.moments.working_days import warm_up as warm_up
