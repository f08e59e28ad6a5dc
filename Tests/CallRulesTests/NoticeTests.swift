import CallRules
import Testing

@Suite("Notices: what they tell, to whom, when")
struct NoticeTests {
    @Test("A ringing notice tells what became of the call, or waits until that is known")
    func news() {
        #expect(NoticeNews(.incomingCall, .ringing, nil) == .ringing)
        #expect(NoticeNews(.incomingCall, .talking, .answered) == .talking)
        #expect(NoticeNews(.incomingCall, .ended, nil) == nil)
        #expect(NoticeNews(.incomingCall, .ended, .missed) == .missed)
        #expect(NoticeNews(.incomingCall, .ended, .answered) == .answered)
        for state in Call.State.allCases {
            #expect(NoticeNews(.missedCall, state, nil) == .missed)
            #expect(NoticeNews(.leadAssigned, state, nil) == .leadAssigned)
        }
    }

    @Test(
        "Quiet hours may go over midnight, and begin with their first minute",
        arguments: [
            (540, 600, 539, false), (540, 600, 540, true), (540, 600, 599, true),
            (540, 600, 600, false), (1320, 420, 1319, false), (1320, 420, 1320, true),
            (1320, 420, 0, true), (1320, 420, 419, true), (1320, 420, 420, false),
        ])
    func quietHours(from: Int, until: Int, minute: Int, isQuiet: Bool) {
        var preference = NoticePreference()
        preference.quietHours = QuietHours(from: from, until: until)
        #expect(preference.silencing(.missed, atMinute: minute) == (isQuiet ? .quietHours : nil))
    }

    @Test("Hours no day has are no quiet hours")
    func noHours() {
        for (from, until) in [(-1, 5), (5, 1440), (Int.max, 0), (60, 60)] {
            #expect(QuietHours(from: from, until: until) == nil)
        }
    }

    @Test(
        "Every choice hushes what it says",
        arguments: [
            (NoticePreference.Choice.everything, nil, nil, nil),
            (.silent, .silent, .silent, .silent),
            (.missedOnly, .missedOnly, .missedOnly, nil),
            (.nothing, .silent, .silent, .silent),
        ]
            as [(
                NoticePreference.Choice, NoticePreference.Silencing?, NoticePreference.Silencing?,
                NoticePreference.Silencing?
            )])
    func choices(
        choice: NoticePreference.Choice, ringing: NoticePreference.Silencing?,
        answered: NoticePreference.Silencing?, missed: NoticePreference.Silencing?
    ) {
        var preference = NoticePreference()
        preference.choice = choice
        #expect(preference.silencing(.ringing, atMinute: 600) == ringing)
        #expect(preference.silencing(.answered, atMinute: 600) == answered)
        #expect(preference.silencing(.missed, atMinute: 600) == missed)
        #expect(preference.silencing(.leadAssigned, atMinute: 600) == missed)
    }

    @Test(
        "A number loses its middle wherever it stands, and nothing else is touched",
        arguments: [
            ("+380 50 123 45 67", "+380 50 ••• •• 67"), ("+380501234567", "+38050•••••67"),
            ("Ірина, 050-123-45-67!", "Ірина, 050-•••-••-67!"),
            ("2223344 і 5556677", "•••••44 і •••••77"),
            ("Кімната 12, корпус 3", "Кімната 12, корпус 3"),
            ("", ""), ("٣٤٥٦٧٨٩", "٣٤٥٦٧٨٩"),
        ])
    func masked(text: String, shown: String) {
        #expect(MaskedText.of(text) == shown)
    }
}
