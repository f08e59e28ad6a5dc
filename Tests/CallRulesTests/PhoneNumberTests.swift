import CallRules
import TestSupport
import Testing

@Suite("What is made of a written telephone number")
struct PhoneNumberTests {
    @Test(
        "Every spelling of a Ukrainian mobile number is that number",
        arguments: [
            "0501234567", "380501234567", "+380501234567", "00380501234567", "050 123-45-67",
            "(050) 123 45 67", "80501234567", "810380501234567", "501234567", "8 050 123-45-67",
            "8 (050) 123-45-67", "8-10-380-50-123-45-67", "+38 (050) 123-45-67", "+38 050 1234567",
            "+380 0 50 123 45 67", "3800501234567", "+380 (0) 50 123 45 67", "0038 050 123 45 67",
            "+380(50)1234567", "050.123.45.67", "050/123/45/67", "  +380501234567  ",
            "\u{FEFF}+380501234567", "\u{200E}+380501234567\u{200E}", "+380\u{A0}50\u{A0}1234567",
            "+38050\u{2011}123\u{2013}45\u{2014}67", "+38050\u{2009}123\u{202F}45 67",
            "＋３８０５０１２３４５６７", "٠٥٠١٢٣٤٥٦٧", "۰۵۰۱۲۳۴۵۶۷", "०५०१२३४५६७",
            "tel:+380501234567", "тел. 050 123 45 67", "моб.: 0501234567", "+0501234567",
            "+00380501234567", "sip:+380501234567@pbx.example", "0501234567@10.0.0.1",
            "\"Office 7\" <sip:0501234567@pbx.example:5060>", "Office 7 <+380501234567>",
            "+380501234567 (Viber)", "0501234567 Олена", "+380501234567 ext. 12",
            "0501234567 доб 101", "050-123-45-67 #12", "0501234567,,101", "0501234567*12",
            "+380501234567;ext=7",
            "3.80501234567E+11", "'+380501234567", "=\"+380501234567\"",
            "+380501234567\r\n", "\t0501234567",
        ])
    func ukrainianMobile(spelling: String) {
        #expect(PhoneNumber(spelling).e164 == "+380501234567")
        #expect(PhoneNumber(spelling).numberClass == .external)
        #expect(PhoneNumber(spelling).raw == spelling)
    }

    @Test(
        "Other numbers are completed by their length and prefix alone",
        arguments: [
            ("+48501234567", "+48501234567"), ("0048501234567", "+48501234567"),
            ("81048501234567", "+48501234567"), ("48501234567", "+48501234567"),
            ("0800301230", "+380800301230"), ("08003012345", "+3808003012345"),
            ("0 800 30 12 345", "+3808003012345"), ("+3808003012345", "+3808003012345"),
            ("3809003012345", "+3809003012345"), ("80800301230", "+380800301230"),
            ("800301230", "+380800301230"), ("+380 0 8003012345", "+3808003012345"),
            ("0751234567", "+380751234567"), ("0790123456", "+380790123456"),
            ("0441234567", "+380441234567"), ("044 123 45 67", "+380441234567"),
            ("+12125550123", "+12125550123"), ("0012125550123", "+12125550123"),
            ("+44 (0)20 7946 0958", "+442079460958"), ("+44 (20) 7946 0958", "+442079460958"),
            ("+4930123456", "+4930123456"), ("004930123456", "+4930123456"),
            ("+6834000", "+6834000"), ("+123456789012345", "+123456789012345"),
            ("123456789012345", "+123456789012345"), ("+80012345678", "+80012345678"),
            ("80123456789", "+80123456789"), ("80012345678", "+80012345678"),
            ("+390612345678", "+390612345678"), ("421901234567", "+421901234567"),
        ])
    func completed(spelling: String, e164: String) {
        #expect(PhoneNumber(spelling).e164 == e164)
    }

    @Test(
        "Three to six digits are an internal or service number, never prefixed",
        arguments: ["101", "001", "112", "1234", "12345", "123456", "+380101", "sip:101@10.0.0.1"])
    func short(spelling: String) {
        #expect(PhoneNumber(spelling).numberClass == .short)
        #expect(PhoneNumber(spelling).e164 == nil)
    }

    @Test(
        "No digits, or the words for them, are a hidden number",
        arguments: [
            "", " ", "null", "anonymous", "Anonymous", "PRIVATE", "unknown", "restricted",
            "unavailable", "+", "-", "номер приховано", "anonymous@anonymous.invalid",
            "sip:anonymous@10.0.0.1:5060", "\u{200E}", "()",
        ])
    func hidden(spelling: String) {
        #expect(PhoneNumber(spelling).numberClass == .hidden)
        #expect(PhoneNumber(spelling).e164 == nil)
    }

    @Test(
        "Digits that make no number are kept and never guessed at",
        arguments: [
            "1234567", "12345678", "123-45-67", "7", "12", "080012345", "050123456", "05012345678",
            "9161234567", "8003012345", "+38050123456", "+380501234567890", "+3805012345678",
            "0050123456", "81012345678", "1234567890123456", "+1234567890123456",
            "0501234567, 0671234567", "0501234567 або 0671234567", "0501234567/0671234567",
            "3f9c1be07d5e4a6c8b21d04fa7c3e915", "123456789", "3.80501E+11", "+380 080 012 345",
            "0000000000", "044 123-45-67/68",
        ])
    func other(spelling: String) {
        #expect(PhoneNumber(spelling).numberClass == .other)
        #expect(PhoneNumber(spelling).e164 == nil)
    }

    @Test("A Ukrainian and a Polish number with the same last nine digits never become one")
    func polishAndUkrainian() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<100_000 {
            let subscriber = String(Int.random(in: 100_000_000...999_999_999, using: &random))
            let ukrainian = ["0", "+380", "380", "00380", "80"].randomElement(using: &random) ?? ""
            let polish = ["+48", "48", "0048", "81048"].randomElement(using: &random) ?? ""
            let left = PhoneNumber(ukrainian + subscriber)
            let right = PhoneNumber(polish + subscriber)
            #expect(right.e164 == "+48" + subscriber)
            #expect(left.e164 != right.e164)
        }
    }

    @Test("Whatever the text, normalising twice is normalising once, within fifteen digits")
    func idempotent() {
        var random = SeededRandom(seed: 2)
        let pieces = [
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "00", "80", "810", "380", "800",
            "+", "(0)", " ", "-", "(", ")", "x", "@", "<", ":", "٣", "\u{A0}", "\u{0}", "🙂", "é",
            "sip:", ";", "#", "²", "½", "①", "\u{10FFFF}", "億",
        ]
        var external = 0
        for _ in 0..<100_000 {
            let length = Int.random(in: 0...24, using: &random)
            let text = (0..<length).compactMap { _ in pieces.randomElement(using: &random) }
                .joined()
            let number = PhoneNumber(text)
            #expect((number.numberClass == .external) == (number.e164 != nil))
            guard let e164 = number.e164 else { continue }
            external += 1
            #expect(PhoneNumber(e164).e164 == e164)
            #expect(PhoneNumber(number.grouped).e164 == e164)
            #expect((8...16).contains(e164.utf8.count))
            #expect(e164.dropFirst().allSatisfy { ("0"..."9").contains($0) })
        }
        #expect(external > 1000)
    }

    @Test("An absurdly long text is read no further than it matters")
    func longText() {
        #expect(PhoneNumber(String(repeating: "5", count: 1_000_000)).numberClass == .other)
        #expect(PhoneNumber(String(repeating: "x", count: 1_000_000)).numberClass == .hidden)
    }

    @Test(
        "A number is shown in groups people can read out",
        arguments: [
            ("0671234567", "+380 67 123 45 67"), ("08003012345", "+380 800 301 23 45"),
            ("+48501234567", "+48 501 234 567"), ("+123456", "+123456"), ("101", "101"),
            ("+123456789", "+123 456 789"),
        ])
    func grouped(spelling: String, reading: String) {
        #expect(PhoneNumber(spelling).grouped == reading)
    }
}
