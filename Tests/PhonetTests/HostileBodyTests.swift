import CallRules
@testable import Phonet
import SimulatedPhonet
import Testing

@Suite("Bodies sent to break the reader")
struct HostileBodyTests {
    @Test("Nesting is refused before it costs stack, in every encoding", arguments: [33, 5000])
    func deep(levels: Int) {
        let objects = String(repeating: "{\"a\":", count: levels)
        let lists = String(repeating: "[", count: levels)
        let brackets = "a" + String(repeating: "[b]", count: levels) + "=1"
        let dots = String(repeating: "a.", count: levels) + "a=1"
        for body in [
            objects, objects + "1" + String(repeating: "}", count: levels), lists,
            lists + String(repeating: "]", count: levels), brackets, dots, "data=" + objects,
            "{\"event\":\"call.dial\",\"uuid\":\"a\",\"leg\":" + objects,
        ] {
            #expect(decode(body).unreadableReason == .nestedTooDeep(limit: 32))
        }
    }

    @Test("Thirty-two levels are read")
    func asDeepAsAllowed() {
        let body =
            String(repeating: "{\"a\":", count: 31) + "{}" + String(repeating: "}", count: 31)
        #expect(decode(body).unknownReason != nil)
    }

    @Test("Bytes without the structure of a message are refused")
    func invalidText() {
        for (bytes, reason): ([UInt8], UnreadableReason) in [
            ([0xFF, 0xFE, 0x7B, 0x00], .jsonBrokenOff(offset: 1)),
            ([0x7B, 0x22, 0xC3, 0x28, 0x22], .jsonBrokenOff(offset: 6)),
            ([0x80], .notAForm), ([0xC0, 0xAF], .notAForm), ([0xED, 0xA0, 0x80], .notAForm),
            ((0...255).map { UInt8($0) }, .notUTF8), ([0x1F, 0x8B, 8, 0], .compressed(.gzip)),
            ([0x78, 0x9C, 8, 0], .compressed(.zlib)), ([0xFF, 0xFE], .emptyBody),
        ] {
            switch (decode(bytes).unreadableReason, reason) {
            case (.malformedJSON?, .malformedJSON), (.jsonBrokenOff?, .jsonBrokenOff): break
            case (let found, _): #expect(found == reason, "\(bytes)")
            }
        }
    }

    @Test(
        "An empty body is refused",
        arguments: ["", " ", "\r\n", "\u{FEFF}", "\u{FEFF} \u{FEFF}", "\0", "\0\0\0"])
    func empty(body: String) {
        #expect(decode(body).unreadableReason == .emptyBody)
    }

    @Test(
        "Broken JSON is refused with the place where it breaks",
        arguments: [
            "{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "[1,]", "{a:1}",
            "{\"a\":tru}", "{\"a\":1}}", "{\"a\":1} x", "[1 2]", "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"\\", "{\"a\":--1}", "{\"a\":1.2.3}", "{\"a\":-}", "{\"a\":\"", "{,}", "[nul",
            "{\"a\":\"\\ud800\\u12\"}", "{'a':1}", "[+]", "[NaN]", "[Infinity]", "{\"a\":\"\\u",
        ])
    func broken(body: String) throws {
        switch try #require(decode(body).unreadableReason) {
        case .malformedJSON, .jsonBrokenOff: break
        case let reason: Issue.record("\(reason)")
        }
    }

    @Test(
        "Text that is neither JSON nor a form is refused",
        arguments: ["hello", "123", "null", "\"x\""])
    func neither(body: String) {
        #expect(decode(body).unreadableReason == .notAForm)
    }

    @Test("Numbers beyond every range, lone surrogates and NUL do no harm")
    func strangeValues() throws {
        let body = #"""
            {"event":"call.dial","uuid":"a1","dialAt":1e999,"bridgeAt":-1e999,"lgDirection":4,
            "serverTime":999999999999999999999999999999999999999,"x":1E-999,"y":-0,"z":0e0,
            "otherLegs":[{"num":"\u0000+380500000011\u0000","name":"\ud800 \udc00 \ud83d\ude42"}]}
            """#
        let leg = try decode(body).leg()
        #expect(leg.dialAt == arrival)
        #expect(leg.bridgeAt == nil)
        #expect(leg.number == "+380500000011")
        #expect(leg.contactName == "\u{FFFD} \u{FFFD} 🙂")
    }

    @Test("A hundred thousand keys are read once, and fields of a form are counted")
    func manyKeys() {
        let keys = (0..<100_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(decode("{" + keys + "}").unknownReason != nil)
        let fields = (0..<100_000).map { "k\($0)=\($0)" }.joined(separator: "&")
        #expect(decode(fields).unreadableReason == .tooManyFields(limit: 1000))
    }

    @Test("A list longer than any page of history is refused")
    func manyItems() {
        let items = Array(repeating: "{}", count: 1001).joined(separator: ",")
        #expect(decode("[" + items + "]").unreadableReason == .tooManyItems(limit: 1000))
    }

    @Test("Long texts are cut, so that nothing endless reaches a page")
    func longTexts() throws {
        let long = String(repeating: "я", count: 100_000)
        let outside = #"[{"name":"\#(long)","num":"\#(long)"}]"#
        let body = #"{"event":"call.dial","uuid":"a","otherLegs":\#(outside)}"#
        let leg = try decode(body).leg()
        #expect(leg.contactName?.count == 200)
        #expect(leg.number?.count == 300)
    }

    @Test("Damaged payloads are read, kept or refused, but never end the process")
    func mutated() throws {
        var random = SeededRandom(seed: 7)
        let names = [
            "call_hangup_incoming", "after_call_end_transferred", "company_calls_page",
            "customer_data_request_known", "call_bridge_pause_on",
        ]
        var seeds = try names.map(fixture)
        seeds.append(Array("event=call.dial&uuid=a1&leg[ext]=101&otherLegs[0][num]=%2B38050".utf8))
        seeds.append(
            Array("--x\r\nContent-Disposition: form-data; name=\"uuid\"\r\n\r\na1\r\n--x--".utf8))
        let spice = Array("{}[]\",:=&%+\\u.-eE019 \u{0}\u{FF}\n".utf8)
        var unreadable = 0
        for round in 0..<1000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let byte = spice.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                case 2: bytes.remove(at: place)
                case 3: bytes.removeSubrange(place...)
                default: bytes[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            let decoded = decode(bytes)
            if decoded.unreadableReason != nil {
                unreadable += 1
            } else {
                #expect(!decoded.messages.isEmpty)
            }
        }
        #expect((100...950).contains(unreadable))
    }
}
