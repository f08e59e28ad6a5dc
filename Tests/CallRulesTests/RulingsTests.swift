import Testing

@testable import CallRules

@Suite struct RulingsTests {
    @Test(
        "A new lead bears the name Phonet sent if it is a real one, else the number",
        arguments: [
            ("Ірина Соколова", "Ірина Соколова"), ("ТОВ «Приклад» 24", "ТОВ «Приклад» 24"),
            ("+380500000099", "+380500000099"), ("0500000099", "+380500000099"),
            ("anonymous", "+380500000099"), ("Unknown", "+380500000099"), ("", "+380500000099"),
        ])
    func names(sent: String, expected: String) {
        var settings = Settings()
        settings.createLead.answeredIncoming.isOn = true
        var facts = Facts(direction: .incoming, number: PhoneNumber("+380500000099"))
        facts.contactName = sent
        #expect(
            Rulings.create(facts, .answered, settings.inForce(on: nil)).effect?.name == expected)
    }

    @Test("An answered call of an extension nobody owns is nobody's lead while distribution is off")
    func unmapped() {
        var settings = Settings()
        settings.createLead.answeredIncoming.isOn = true
        let facts = Facts(direction: .incoming, number: PhoneNumber("+380500000099"))
        #expect(
            Rulings.create(facts, .answered, settings.inForce(on: nil)).effect?.responsible
                == .nobody)
        settings.distributionMode = .even
        #expect(
            Rulings.create(facts, .answered, settings.inForce(on: nil)).effect?.responsible
                == .distribute)
    }
}
