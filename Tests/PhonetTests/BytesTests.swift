import CallRules
import Phonet
import Testing

@Suite("Bytes that are not UTF-8, and documents within texts")
struct BytesTests {
    /// A record whose contact has this name, in bytes.
    private func record(_ name: [UInt8]) -> [UInt8] {
        Array(#"{"uuid":"a1","endAt":1767601945789,"billSecs":0,"disposition":1,"#.utf8)
            + Array(#""otherLegNum":"+380500000011","otherLegName":""#.utf8) + name
            + Array(#""}"#.utf8)
    }

    private func read(_ bytes: [UInt8], as type: String? = nil) -> Reading {
        Wire.read(bytes, contentType: type, arrivedAt: arrival)
    }

    private func check(_ bytes: [UInt8], name: String?, notes: [ReadingNote]) throws {
        let reading = read(bytes)
        let leg = try reading.decoded.leg()
        #expect(leg.uuid == "a1" && leg.number == "+380500000011")
        #expect(leg.record?.endAt == at(1_767_601_945_789) && leg.record?.disposition == 1)
        #expect(leg.contactName == name)
        #expect(reading.notes == notes)
    }

    @Test("A name cut within a letter keeps its whole letters, and the message takes effect")
    func cutLetter() throws {
        let cut = Array("Соколова Ірин".utf8) + [0xD0]
        try check(record(cut), name: "Соколова Ірин\u{FFFD}", notes: [.replacedBytes])
        try check(record([0xD0]), name: "\u{FFFD}", notes: [.replacedBytes])
        try check(
            record(Array("Мар".utf8) + [0xE2, 0x80]), name: "Мар\u{FFFD}", notes: [.replacedBytes])
        let form =
            Array("uuid=a1&endAt=1767601945789&disposition=1&".utf8)
            + Array("otherLegNum=%2B380500000011&otherLegName=%D0%86%D1".utf8)
        try check(form, name: "І\u{FFFD}", notes: [.replacedBytes])
    }

    @Test(
        "A name in windows-1251 is read",
        arguments: [
            (
                "Ірина Соколова",
                [0xB2, 0xF0, 0xE8, 0xED, 0xE0, 0x20] as [UInt8]
                    + [0xD1, 0xEE, 0xEA, 0xEE, 0xEB, 0xEE, 0xE2, 0xE0]
            ),
            ("Рівне", [0xD0, 0xB3, 0xE2, 0xED, 0xE5]), ("Рік", [0xD0, 0xB3, 0xEA]),
            ("Марії Їжак", [0xCC, 0xE0, 0xF0, 0xB3, 0xBF, 0x20, 0xAF, 0xE6, 0xE0, 0xEA]),
            ("Ґудзь №7", [0xA5, 0xF3, 0xE4, 0xE7, 0xFC, 0x20, 0xB9, 0x37]),
            ("Мар’яна", [0xCC, 0xE0, 0xF0, 0x92, 0xFF, 0xED, 0xE0]),
        ])
    func windows1251(name: String, bytes: [UInt8]) throws {
        try check(record(bytes), name: name, notes: [.readAsWindows1251])
        let quoted = bytes + Array(#" \"A\""#.utf8)
        try check(record(quoted), name: name + " \"A\"", notes: [.readAsWindows1251])
    }

    @Test("Bytes that are letters in neither encoding become U+FFFD")
    func neither() throws {
        try check(
            record([0xC8, 0x98, 0xC3, 0x28, 0xFF, 0xA9]), name: "Ș\u{FFFD}(\u{FFFD}\u{FFFD}",
            notes: [.replacedBytes])
    }

    @Test(
        "A text whose bytes beyond ASCII are hardly letters is no windows-1251",
        arguments: [
            ([0xA0], "\u{FFFD}"), ([0x41, 0xA0, 0xA0, 0x42], "A\u{FFFD}\u{FFFD}B"),
            ([0xB9, 0x20, 0x35], "\u{FFFD} 5"), ([0xC0, 0xA0], "\u{FFFD}\u{FFFD}"),
        ] as [([UInt8], String)])
    func noLetters(bytes: [UInt8], name: String) throws {
        try check(record(bytes), name: name, notes: [.replacedBytes])
    }

    @Test("Spaces and quotes between letters of windows-1251 are kept")
    func spaces() throws {
        try check(
            record([0xAB, 0xB2, 0xE2, 0xE0, 0xED, 0xA0, 0xCF, 0xEE, 0xBB]),
            name: "«Іван\u{A0}По»", notes: [.readAsWindows1251])
    }

    @Test("Names in two encodings are read one by one")
    func twoEncodings() throws {
        let body =
            Array(#"{"event":"call.dial","uuid":"a1","leg":{"ext":"101","displayName":""#.utf8)
            + [0xCE, 0xEB, 0xE5, 0xED, 0xE0]
            + Array(#""},"otherLegs":[{"num":"+380500000011","name":"Ірина"#.utf8) + [0xD0]
            + Array(#""}]}"#.utf8)
        let reading = read(body)
        let leg = try reading.decoded.leg()
        #expect(leg.party?.name == "Олена" && leg.contactName == "Ірина\u{FFFD}")
        #expect(reading.notes == [.readAsWindows1251, .replacedBytes])
    }

    @Test("A lookup is read as any message")
    func lookup() {
        let name: [UInt8] = [0xCE, 0xEB]
        let json = Array(#"{"otherLegNum":"+380500000011","x":""#.utf8) + name + Array("\"}".utf8)
        let form = Array("otherLegNum=%2B380500000011&x=".utf8) + name
        for body in [json, form] {
            #expect(read(body).decoded == .messages([.lookup(number: "+380500000011")]))
        }
        #expect(decode(#"{"trunkNum":"+380440000777"}"#).messages == [.lookup(number: nil)])
    }

    private let plain =
        #"{"uuid":"a1","endAt":1767601945789,"disposition":1,"#
        + #""otherLegNum":"+380500000011","otherLegName":"Ірина"}"#

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private func escaped(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test("A document within a text within a text is read")
    func nested() throws {
        let twice = quoted(quoted(plain))
        for body in [
            quoted(plain), twice, "[\(quoted(plain))]", "{\"data\":\(quoted(plain))}",
            "{\"call\":\(twice)}", "data=" + escaped(quoted(plain)), escaped(twice),
            "data=" + escaped(plain), "\u{FEFF} " + quoted("\u{FEFF}" + plain),
        ] {
            try check(Array(body.utf8), name: "Ірина", notes: [])
        }
        let leg = #"{"event":"call.dial","uuid":"a1","leg":"{\"ext\":\"101\"}"}"#
        #expect(try decode(leg).leg().party?.extension == "101")
        // A name in brackets is a name.
        for name in ["[1]", "[1, 2]", "[-12]"] {
            let body = plain.replacing("Ірина", with: name + " А").replacing(" А", with: "")
            #expect(try decode(body).leg().contactName == name)
        }
    }

    @Test("A trailing NUL and several byte order marks do no harm")
    func marks() throws {
        for body in [
            plain + "\0", "\u{FEFF}\u{FEFF}" + plain, "\u{FEFF}\r\n\u{FEFF} " + plain + "\0\n",
        ] {
            try check(Array(body.utf8), name: "Ірина", notes: [])
        }
        let form =
            "\u{FEFF}uuid=a1&endAt=1767601945789&disposition=1"
            + "&otherLegNum=%2B380500000011&otherLegName=\(escaped("Ірина"))\0"
        try check(Array(form.utf8), name: "Ірина", notes: [])
    }

    @Test("UTF-16 is read, with its mark and without")
    func utf16() throws {
        let low = Array(plain.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let high = Array(plain.utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for body in [[0xFF, 0xFE] + low, [0xFE, 0xFF] + high, low, high] {
            try check(body, name: "Ірина", notes: [])
        }
    }

    @Test("Fields in the query of a POST are read, and the body wins")
    func query() throws {
        let fields = "event=call.dial&uuid=a2&otherLegNum=%2B380500000022"
        func body(_ text: String) -> [UInt8]? {
            Wire.body(Array(text.utf8), contentType: nil, withQuery: fields[...])
        }
        let alone = try decode(try #require(body(""))).leg()
        #expect(alone.uuid == "a2" && alone.number == "+380500000022" && alone.dialSeen)
        for text in [#"{"uuid":"a1","leg":{"ext":"101"}}"#, "uuid=a1&leg[ext]=101"] {
            let both = try decode(try #require(body(text))).leg()
            #expect(both.uuid == "a1" && both.party?.extension == "101" && both.dialSeen)
        }
        #expect(Wire.body(Array("{}".utf8), contentType: nil, withQuery: "key=1&v=2") == nil)
        #expect(body("[]") == nil && body("{\"cut") == nil)
    }

    @Test("The accounts a body names are told")
    func accounts() {
        let event = #"{"event":"call.dial","uuid":"a1","accountDomain":"A.phonet.com.ua"}"#
        #expect(read(Array(event.utf8)).accountDomains == ["A.phonet.com.ua"])
        let list = "{\"accountDomain\":\"b.phonet.ua\",\"items\":[\(event),\(event)]}"
        #expect(read(Array(list.utf8)).accountDomains == ["b.phonet.ua", "A.phonet.com.ua"])
        #expect(read(Array(#"{"otherLegNum":"1","accountDomain":null}"#.utf8)).accountDomains == [])
        #expect(Wire.readQuery("otherLegNum=1&accountDomain=x.ua").accountDomains == ["x.ua"])
    }

    @Test(
        "Whatever stands in the account's place is named, in whatever shape",
        arguments: [
            ("[\"x.ua\",null,[\"y.ua\"]]", ["x.ua", "y.ua"]), ("{\"host\":\"x.ua\"}", ["x.ua"]),
            ("true", ["true"]), ("5", ["5"]), ("1.5", ["1.5"]), ("[]", ["[]"]), ("{}", ["{}"]),
            ("\"a.ua\",\"accountDomain\":\"b.ua\"", ["a.ua", "b.ua"]), ("\"\"", []), ("[null]", []),
        ])
    func shapes(value: String, expected: [String]) {
        let body = "{\"otherLegNum\":\"1\",\"accountDomain\":\(value)}"
        #expect(read(Array(body.utf8)).accountDomains == expected)
    }

    @Test("Accounts of a form and of a query all count")
    func accountsOfForms() {
        for text in [
            "accountDomain=a.ua&otherLegNum=1&accountDomain=b.ua",
            "accountDomain[]=a.ua&accountDomain[]=b.ua&otherLegNum=1",
        ] {
            #expect(read(Array(text.utf8)).accountDomains == ["a.ua", "b.ua"])
            #expect(Wire.readQuery(text).accountDomains == ["a.ua", "b.ua"])
        }
        let event = #"{"event":"call.dial","uuid":"a1","accountDomain":"a.ua"}"#
        for body in [event, "[\(event)]"] {
            let whole = Wire.body(
                Array(body.utf8), contentType: nil, withQuery: "accountDomain=b.ua")
            let reading = read(whole ?? [])
            #expect(Set(reading.accountDomains) == ["a.ua", "b.ua"], "\(body)")
            guard case .messages(let messages) = reading.decoded, messages.count == 1,
                case .event? = messages.first
            else {
                Issue.record("\(body): \(reading.decoded)")
                continue
            }
        }
    }
}
