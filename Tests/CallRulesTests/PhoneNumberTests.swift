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
            // The neighbours' own prefixes, left in behind the country code.
            ("+40 0721 234 567", "+40721234567"), ("+7 8 912 345-67-89", "+79123456789"),
            ("+48 (0) 22 600 00 00", "+48226000000"), ("0048 (0)22 600 00 00", "+48226000000"),
            ("+375 8 029 491-19-11", "+375294911911"), ("+375 029 491-19-11", "+375294911911"),
            ("+373 0 69 123 456", "+37369123456"), ("+421 0905 123 456", "+421905123456"),
            ("+36 06 20 123 4567", "+36201234567"), ("+39 06 698 1234", "+39066981234"),
            ("+38 (0) 50 123-45-67", "+380501234567"), ("0038 (0) 50 1234567", "+380501234567"),
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
            ("+80812345678", "+80812345678"), ("+8613812345678", "+8613812345678"),
            ("8613812345678", "+8613812345678"), ("+84951234567", "+84951234567"),
            ("+8801712345678", "+8801712345678"), ("79121234567", "+79121234567"),
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

    @Test(
        "A trunk prefix 8 is a way to Ukrainian and international numbers, never a country code",
        arguments: [
            ("8 912 345-67-89", nil), ("8 029 491-19-11", nil), ("8-800-555-35-35", nil),
            ("89123456789", nil), ("80294911911", nil), ("88005553535", nil),
            ("+8 912 345-67-89", nil), ("+8-800-555-35-35", nil), ("+88005553535", nil),
            ("+89123456789", nil), ("8 (495) 123-45-67", nil), ("+8 (495) 123-45-67", nil),
            ("8 66 123456", nil), ("(8-612) 34567", nil), ("+8 029 491-19-11", nil),
            ("80123456789", nil), ("80012345678", nil), ("81312345678", nil),
            ("+8 050 123 45 67", "+380501234567"), ("+80501234567", nil),
            ("+8 (050) 123-45-67", "+380501234567"), ("8.050.123.45.67", "+380501234567"),
            ("8-044-123-45-67", "+380441234567"), ("8 0800 301 230", "+380800301230"),
            ("8 10 48 501 234 567", "+48501234567"), ("+8 10 380 50 123 45 67", "+380501234567"),
            ("+8 6 138 1234 5678", "+8613812345678"),
        ] as [(String, String?)])
    func trunkEight(spelling: String, e164: String?) {
        #expect(PhoneNumber(spelling).e164 == e164)
        #expect(PhoneNumber(spelling).numberClass == (e164 == nil ? .other : .external))
    }

    @Test("A number with a country code that nobody has is no number, in any spelling")
    func unassignedCountryCodes() {
        let spare = """
            210 214 215 217 219 259 280 281 282 283 284 285 286 287 288 289 292 293 294 295 296 384
            388 422 424 425 426 427 428 429 671 684 693 694 695 696 697 698 699 801 802 803 804 805
            806 807 809 830 831 832 833 834 835 836 837 838 839 851 854 857 858 859 871 872 873 874
            875 876 877 879 884 885 887 889 890 891 892 893 894 895 896 897 898 899 969 978 990 991
            997 999
            """.split(whereSeparator: \.isWhitespace)
        var assigned = 0
        for code in 200...999 where code / 100 != 7 {
            let isSpare = spare.contains("\(code)")
            for number in [
                "+\(code)61234567", "00\(code)61234567", "\(code)612345678",
                "+\(code) 6 12 345 678",
            ] {
                // 8 and ten digits are a national form, and 380 has its own lengths.
                if code == 380 || (code >= 800 && code < 900 && !number.hasPrefix("+")) { continue }
                #expect((PhoneNumber(number).e164 == nil) == isSpare, "\(number)")
            }
            if !isSpare { assigned += 1 }
        }
        #expect(assigned == 700 - spare.count)
    }

    @Test(
        "A code of the telephone network before a number is no part of it",
        arguments: [
            "*67 0501234567", "*670501234567", "#31#0501234567", "#31#+380501234567",
            "*31#0501234567", "*21*0501234567#", "*82 +380501234567", "*67 380501234567",
            "*67 80501234567", "*67-050-123-45-67", "* 050 123 45 67", "*050 123 45 67",
        ])
    func serviceCodes(spelling: String) {
        #expect(PhoneNumber(spelling).e164 == "+380501234567")
    }

    @Test("A star before a number of another country never makes it a Ukrainian one")
    func starsBeforeOtherCountries() {
        #expect(PhoneNumber("*48 501 234 567").e164 == nil)
        #expect(PhoneNumber("*67 +48 501 234 567").e164 == "+48501234567")
        #expect(PhoneNumber("*101#").numberClass == .short)
        #expect(PhoneNumber("*67 101").numberClass == .short)
    }

    @Test(
        "A channel of a telephone exchange is at most an internal phone",
        arguments: [
            ("SIP/101-00000001", "101"), ("PJSIP/101-00000a3f", "101"), ("SIP/101", "101"),
            ("Local/101@from-internal-00000012;1", "101"), ("IAX2/1001-4732", "1001"),
            ("sofia/internal/1001@10.0.0.1", "1001"), ("user/101-0000000b", "101"),
            ("\"Office\" <SIP/101-00000001>", "101"), ("Local/101@phones", "101"),
            ("PJSIP/trunk-00000001", nil), ("SIP/380501234567-00000001", nil),
            ("SIP/0501234567", nil), ("Local/0501234567@from-internal-00000012;2", nil),
            ("DAHDI/1-1", nil), ("DAHDI/i1/0501234567-3", nil), ("Zap/4-1", nil),
            ("Dongle/dongle0-0100000003", nil), ("sofia/gateway/provider/380501234567", nil),
            ("SIP/provider-380501234567-0000002f", nil), ("AsyncGoto/SIP/101-0000001a", "101"),
            ("mISDN/1-u12", nil), ("X/380501234567-00000001", nil),
        ] as [(String, String?)])
    func channels(spelling: String, phone: String?) {
        let number = PhoneNumber(spelling)
        #expect(number.numberClass == (phone == nil ? .other : .short))
        #expect(number.dialled == phone)
    }

    @Test(
        "The digits of an e-mail address are no number",
        arguments: [
            "mailto:test12345678901@mail.example", "test12345678901@mail.example",
            "mailto:380501234567@mail.example", "380501234567ira@mail.example",
            "Ірина <ira380501234567@mail.example>", "MAILTO:0501234567@mail.example",
        ])
    func mailAddresses(spelling: String) {
        #expect(PhoneNumber(spelling).numberClass == .other)
    }

    @Test(
        "A number that a spreadsheet took for a quantity is read while all its digits are there",
        arguments: [
            ("380500001119.0", "+380500001119"), ("380500001142,00", "+380500001142"),
            ("380500001119.0000", "+380500001119"), ("380501234.000", "+380501234000"),
            ("3,80500001118E+11", "+380500001118"), ("3.80500001183E+11", "+380500001183"),
            ("3,80500001118e11", "+380500001118"), ("3,80500001118Е+11", "+380500001118"),
            ("38,0500001118E+10", "+380500001118"), ("3,80500001118000E+11", "+380500001118"),
            ("3.80500001118E+011", "+380500001118"), ("4,8501234567E+10", "+48501234567"),
            ("5,01234567E+8", "+380501234567"), ("501234567.0", "+380501234567"),
            ("48501234567.0", "+48501234567"), ("0501234567.00", "+380501234567"),
            ("380 500 001 142,00", "+380500001142"), ("380,500,001,142.00", "+380500001142"),
            ("380\u{A0}500\u{A0}001\u{A0}142,0", "+380500001142"),
            ("=\"380500001142.0\"", "+380500001142"), (" '3,80500001118E+11 ", "+380500001118"),
            ("+380500001142.0", "+380500001142"), ("050.123.45.00", "+380501234500"),
            ("3,80501E+11", nil), ("3.805012345E+11", nil), ("3,8E+11", nil), ("4E+11", nil),
            ("3,805000011181E+11", nil), ("3.80500001118E-11", nil), ("123456.0", nil),
        ] as [(String, String?)])
    func spreadsheets(spelling: String, e164: String?) {
        #expect(PhoneNumber(spelling).e164 == e164)
    }

    @Test("Lost digits are told apart from other texts that are no number")
    func lostDigits() {
        for spelling in ["3,80501E+11", "3.805012345E+11", "3,8e11", "4E+11", " 3,80501Е+11"] {
            #expect(SpreadsheetNumber(spelling) == .digitsLost)
        }
        for spelling in [
            "0501234567", "тел. 050 123-45-67", "1234567", "3f9c1be0", "E.164", "", ",",
        ] {
            #expect(SpreadsheetNumber(spelling) == nil)
        }
    }

    @Test("Ten thousand spellings of random numbers are read as what they were made of")
    func randomSpellings() {
        let seed: UInt64 = 25
        print("random spellings of numbers: seed \(seed)")
        var random = SeededRandom(seed: seed)
        for _ in 0..<10_000 {
            let model = SpelledNumber(using: &random)
            let number = PhoneNumber(model.spelling)
            #expect(number.e164 == model.e164, "\(model.spelling)")
            #expect(PhoneNumber(number.e164 ?? "").e164 == number.e164)
        }
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
            ("+123456789", "+123 456 789"), ("+8613812345678", "+8613 812 345 678"),
        ])
    func grouped(spelling: String, reading: String) {
        #expect(PhoneNumber(spelling).grouped == reading)
    }
}

/// A random number in a random spelling; knows the answer because it wrote the number.
private struct SpelledNumber {
    let spelling: String
    /// Nil: the spelling is that of another country's national number.
    let e164: String?

    init(using random: inout SeededRandom) {
        func digits(_ count: Int) -> String {
            (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
        }
        func grouped(_ text: String) -> String {
            let separators = ["", "", " ", "-", ".", "\u{A0}", " - "]
            let separator = separators.randomElement(using: &random) ?? ""
            return text.enumerated().map { index, digit in
                index % 3 == 1 ? separator + String(digit) : String(digit)
            }.joined()
        }
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1:
            let national = String(Int.random(in: 3...7, using: &random)) + digits(8)
            let heads = [
                "0", "+380", "00380", "380", "+38 0", "8 0", "+8 0", "8-10-380-", "*67 0", "80",
            ]
            spelling = (heads.randomElement(using: &random) ?? "0") + grouped(national)
            e164 = "+380" + national
        case 2:
            let number =
                (["48", "49", "421", "7", "998"].randomElement(using: &random) ?? "48")
                + String(Int.random(in: 1...9, using: &random)) + digits(9)
            let heads = ["+", "00", "+ ", "00 ", "8 10 "]
            spelling = (heads.randomElement(using: &random) ?? "+") + grouped(number)
            e164 = "+" + number
        case 3:
            let national =
                (["9", "7", "4", "02", "800"].randomElement(using: &random) ?? "9") + digits(10)
            spelling = "8" + grouped(String(national.prefix(10)))
            e164 = nil
        default:
            let national = "5" + digits(8)
            let number = "380" + national
            let point = [",", "."].randomElement(using: &random) ?? ","
            spelling =
                Bool.random(using: &random)
                ? number + point + "0" : "3" + point + number.dropFirst() + "E+11"
            e164 = "+" + number
        }
    }
}
