"""What must hold whatever happens, looked at after each turn."""

from collections.abc import Set

from hypothesis.stateful import invariant

from bot.local.talk import DEVICE, Turn
from dialogs.intake.lending import BACK, hand_overs, scope
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import PHASE_AFTER, Entry, Kind, Phase, Status, ThemeKey, ThemeState, Via
from tests.turns.anything.model import Shown, tokens, written
from tests.turns.anything.stage import EVERYBODY, OTHER_DEVICE, ROUND, Stage
from tests.turns.conftest import LOTTE, NOOR


class Checked(Stage):
    """The stage, with everything that must hold on it."""

    def turned(self, who: str, turn: Turn) -> None:
        self._told_the_truth(turn)
        self._take_over(who)
        for one in EVERYBODY:
            on_screen = (*self.talk.shown(one, device=DEVICE), *self.talk.shown(one, device=OTHER_DEVICE))
            self.read[one] |= {token for message in on_screen for token in tokens(message.activity)}
        self.read[who] |= tokens(turn.text) | tokens(turn.answers)

    def imported(self, who: str, words: Set[str]) -> None:
        self._take_over(who)
        self.read[who] |= words

    @invariant()
    def no_turn_broke(self) -> None:
        assert not self.broken.found, self.broken.found

    @invariant()
    def what_was_written_stays(self) -> None:
        assert self.entries() == self.logs, "something was written, or is gone, outside of a turn"

    @invariant()
    def nothing_is_there_twice(self) -> None:
        for entries in self.logs.values():
            causes = [(one.draft.activity, one.draft.kind, *one.place) for one in entries]
            assert len(causes) == len(set(causes))
            last: dict[str, Entry] = {}
            for one in entries:
                before = last.get(f"{one.place}")
                given = one.draft.status is Status.GIVEN
                saved = before is not None and given and Via.UNDO not in {before.draft.via, one.draft.via}
                assert not (saved and written(before) == written(one)), "one answer was saved twice"
                if one.draft.kind in {Kind.ANSWER, Kind.RETURNED, Kind.HANDED_OVER}:
                    last[f"{one.place}"] = one

    @invariant()
    def a_submitted_theme_is_left_alone(self) -> None:
        for entries in self.logs.values():
            phase = Phase.OPEN
            for one in entries:
                answered = one.draft.kind is Kind.ANSWER
                shut = phase in {Phase.SUBMITTED, Phase.APPROVED}
                assert not (answered and shut), "written after it was submitted"
                judged = one.draft.kind in {Kind.RETURNED, Kind.APPROVED}
                # Several remarks that are sent at once are several entries.
                assert not judged or phase is Phase.SUBMITTED or phase is Phase.RETURNED
                phase = PHASE_AFTER.get(one.draft.kind, phase)

    @invariant()
    def what_was_typed_on_a_card_is_saved_or_in_sight(self) -> None:
        logged = {token for log in self.logs.values() for one in log for token in tokens(one.draft.value)}
        for who in EVERYBODY:
            waiting = {token for owner, token in self.on_cards if owner == who} - logged
            if waiting:
                seen = tokens(" ".join(one.text for one in self.talk.messages(who)))
                assert waiting <= seen, f"{waiting - seen} cannot be read anywhere"

    @invariant()
    def a_colleague_reads_nothing_but_what_they_were_asked(self) -> None:
        """Noor has no theme: she reads her own words, and what stands at questions handed to her."""
        allowed = {token for token, said in self.said.items() if said.who == NOOR}
        for entries in self.logs.values():
            asked = self._ever_asked(entries, self.ids[NOOR])
            allowed |= {
                token for one in entries if one.draft.question in asked for token in tokens(one.draft.value)
            }
        leaked = self.read[NOOR] - allowed
        assert not leaked, f"{[self.said[one] for one in leaked]} reached somebody who was not asked"

    def reviewed(self, turn: Turn, theme: str) -> None:
        """A review shows all that the log says stands at the questions that apply."""
        standing: dict[tuple[str, str], Entry] = {}
        for entry in self.logs[theme]:
            if entry.draft.kind is Kind.ANSWER:
                standing[entry.place] = entry
        asked = {one.id for one in self._sheet(theme).asked}
        wanted = {
            token
            for (question, _), entry in standing.items()
            if question in asked and entry.draft.status is not Status.CLEARED
            for token in tokens(entry.draft.value)
        }
        missing = wanted - tokens(turn.text)
        assert not missing, f"{missing} stands in the log, and the review does not show it"

    def _take_over(self, who: str) -> None:
        """Look at what a turn wrote, and remember it."""
        for theme, entries in self.entries().items():
            known = self.logs[theme]
            assert entries[: len(known)] == known, "an entry is gone or was changed"
            for place in range(len(known), len(entries)):
                self._check(who, theme, entries[:place], entries[place])
            self.logs[theme] = entries

    def _check(self, who: str, theme: str, before: list[Entry], entry: Entry) -> None:
        draft = entry.draft
        assert draft.author == self.ids[who], "written in the name of somebody else"
        allowed = self.round().theme(theme)
        assert allowed is not None
        writes = who in allowed.addresses
        match draft.kind:
            case Kind.RETURNED | Kind.APPROVED:
                assert who == LOTTE
            case Kind.SUBMITTED | Kind.REOPENED:
                assert writes
            case Kind.HANDED_OVER:
                value = draft.value
                ended = isinstance(value, dict) and value.get(BACK) is True
                assert writes or who == LOTTE or ended or self._asked_now(before, who, draft.question)
            case Kind.ANSWER:
                handed = self._asked_now(before, who, draft.question)
                assert writes or handed, f"{who[:6]} reached {theme}.{draft.question}"
                assert writes or draft.on_behalf_of in handed
                self._check_words(who, theme, before, entry)

    def _check_words(self, who: str, theme: str, before: list[Entry], entry: Entry) -> None:
        """Only words that this person typed with this question on their screen; none lost unseen."""
        draft = entry.draft
        if draft.via is Via.UNDO:
            return
        here = Shown(theme, draft.question)
        old = {
            token
            for one in before
            if one.draft.question == draft.question
            for token in tokens(one.draft.value)
        }
        for token in tokens(draft.value) - old:
            said = self.said[token]
            assert here in said.at, f"{said} was saved at {here}"
            assert said.who == who, f"{said} was saved for {who[:6]}"
        was = next((one for one in reversed(before) if one.place == entry.place and one.draft.status), None)
        if was is None or was.draft.author == draft.author or draft.via is Via.IMPORT:
            return
        unseen = tokens(was.draft.value) - tokens(draft.value) - self.read[who]
        assert not unseen, f"{who[:6]} overwrote {unseen} at {here} without having seen it"

    def _asked_now(self, before: list[Entry], who: str, question: str) -> set[str]:
        """Who handed this question to somebody, of the hand-overs that have not ended."""
        return {
            one.by
            for one in hand_overs(ThemeState.of(before))
            if one.is_for(self.ids[who], who) and question in scope(self.form, one.question)
        }

    def _ever_asked(self, entries: list[Entry], person: str) -> set[str]:
        found: set[str] = set()
        for place, one in enumerate(entries, 1):
            if one.draft.kind is Kind.HANDED_OVER and one.draft.question:
                for lent in hand_overs(ThemeState.of(entries[:place])):
                    if lent.to == person:
                        found |= scope(self.form, lent.question)
        return found

    def _told_the_truth(self, turn: Turn) -> None:
        """Each unique text that the bot says it saved is in a log."""
        logged = {
            token for log in self.entries().values() for one in log for token in tokens(one.draft.value)
        }
        for line in turn.text.splitlines():
            if line.startswith("Bewaard"):
                assert tokens(line) <= logged, f"said but not saved: {line}"

    def _sheet(self, theme: str) -> Sheet:
        round_, entries = self.round(), self.logs[theme]
        found = round_.theme(theme)
        assert found is not None
        key = ThemeKey("lokaal", ROUND, theme)
        return Sheet(key, round_, found, self.form, entries, ThemeState.of(entries))
