import CallRules
import Testing

@Suite("What there is to hear of a call")
struct RecordingStateTests {
    /// Monday, 5 January 2026, 10:30 in Kyiv.
    private let end = Instant(milliseconds: 1_767_601_800_000)

    private func facts(
        answered: Bool = true, state: Call.State = .ended, record: Bool = true,
        address: Bool = true, last: RecordingFacts.Try? = nil
    ) -> RecordingFacts {
        RecordingFacts(
            state: state, isAnswered: answered, endedAt: state == .ended ? end : nil,
            hasCDR: record, hasAddress: address, lastTry: last)
    }

    private func state(_ facts: RecordingFacts, after seconds: Int = 0) -> RecordingState {
        facts.recording(at: end.advanced(bySeconds: seconds))
    }

    @Test("Nobody talked: there is nothing")
    func missed() {
        #expect(state(facts(answered: false, address: false)) == .none)
        #expect(state(facts(answered: false, state: .ringing, address: false)) == .none)
    }

    @Test("While people talk, and a quarter of an hour after, the recording is on its way")
    func onItsWay() {
        let waiting = facts(record: false, address: false)
        #expect(state(facts(state: .talking, record: false, address: false)) == .preparing)
        #expect(state(waiting, after: 899) == .preparing)
        #expect(state(waiting, after: 900) == .none)
    }

    @Test("A record that names no recording settles it, one that names it is believed")
    func record() {
        #expect(state(facts(address: false)) == .none)
        #expect(state(facts()) == .ready)
        #expect(state(facts(last: .played), after: 86_400) == .ready)
    }

    @Test(
        "What Phonet has not written yet is being prepared, and has failed a quarter of an hour on")
    func notReady() {
        #expect(state(facts(last: .notReady), after: 60) == .preparing)
        #expect(state(facts(last: .notReady), after: 900) == .failed)
        #expect(state(facts(last: .failed)) == .failed)
    }

    @Test("A call whose end nobody told is not waited for")
    func noEnd() {
        var facts = facts(record: false, address: false)
        facts.endedAt = nil
        #expect(facts.recording(at: end) == .none)
    }
}
