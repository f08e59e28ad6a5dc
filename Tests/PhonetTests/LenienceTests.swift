import CallRules
import Phonet
import Testing

@Suite("What is forgiven, and what is only kept")
struct LenienceTests {
    private func dial(_ fields: String) -> Decoded {
        decode(#"{"event":"call.dial","uuid":"a1","# + fields + "}")
    }

    @Test(
        "An id has one form, whatever its case, hyphens, spaces, braces and what a path cannot hold",
        arguments: [
            "AB-CD", " abcd ", "ab-c-d", "ABCD", "{ab-cd}", "ab/cd", "ab?c#d", "<abcd>",
            "ab\u{202E}cd",
        ])
    func canonicalUUID(written: String) throws {
        #expect(try decode(#"{"event":"call.dial","uuid":"\#(written)"}"#).leg().uuid == "abcd")
        #expect(CallUUID.canonical(written) == "abcd")
    }

    @Test(
        "Without a usable id a message is kept with the reason",
        arguments: [
            "null", "\"\"", "\" \"", "\"null\"", "\"---\"", "\"..\"", "\"нет\"", "{}", "[]", "true",
            "\"" + String(repeating: "a", count: 65) + "\"",
            "\"" + String(repeating: "🙂", count: 5000) + "\"",
        ])
    func noUUID(uuid: String) {
        #expect(
            decode(#"{"event":"call.hangup","uuid":\#(uuid)}"#).unknownReason
                == .eventWithoutUUID(.hangup))
        #expect(
            decode(#"{"endAt":1767601945789,"uuid":\#(uuid)}"#).unknownReason
                == .recordWithoutUUID)
        #expect(decode(#"{"event":"call.hangup"}"#).unknownReason != nil)
    }

    @Test("An id of a number is taken as its digits, and a leg is not its own parent")
    func numericUUID() throws {
        let leg = try decode(#"{"event":"call.dial","uuid":123,"parentUuid":"12-3"}"#).leg()
        #expect(leg.uuid == "123")
        #expect(leg.parent == nil)
    }

    @Test(
        "Times in seconds and milliseconds, as numbers or digits",
        arguments: [
            ("1767601800", 1_767_601_800_000), ("\"1767601800\"", 1_767_601_800_000),
            ("1767601800123", 1_767_601_800_123), ("\" 1767601800123 \"", 1_767_601_800_123),
            ("1767601800.5", 1_767_601_800_500), ("1.767601800123e12", 1_767_601_800_123),
            ("99999999999", 99_999_999_999_000), ("100000000000", 100_000_000_000),
            ("\"1767601800.5\"", 1_767_601_800_500), ("\"1767601800123.9\"", 1_767_601_800_123),
            ("\"2026-01-05T08:30:00Z\"", 1_767_601_800_000),
            ("\"2026-01-05T10:30:00.123+02:00\"", 1_767_601_800_123),
            ("\"2026-01-05 10:30:00,1234 +0200\"", 1_767_601_800_123),
            ("\"2026-01-05T05:30:00-03\"", 1_767_601_800_000),
            ("\"2026-01-05T08:30\"", 1_767_601_800_000),
            ("\"2026-01-05 08:30:00\"", 1_767_601_800_000),
            ("\"20260105T083000Z\"", 1_767_601_800_000),
            ("\"2026-01-05 08:30:00 UTC\"", 1_767_601_800_000),
            ("\"2024-02-29T23:59:60Z\"", 1_709_251_199_000),
        ])
    func times(written: String, milliseconds: Int64) throws {
        #expect(try dial(#""dialAt":\#(written)"#).leg().dialAt == at(milliseconds))
    }

    @Test(
        "Impossible times are absent, and a dial is then dated by its arrival",
        arguments: [
            "0", "-1", "\"\"", "\"null\"", "null", "1e999", "-1e999", "true", "[]", "{}",
            "99999999999999999999999999", "9223372036854775807", "\"2026-01-05\"",
            "\"2026-02-29T08:30:00Z\"", "\"2026-01-05T24:30:00Z\"", "\"2026-01-05T08:30:00+2\"",
            "\"2026-13-05T08:30:00Z\"", "\"1969-12-31T08:30:00Z\"", "\"05.01.2026 08:30\"",
            "\"2026-01-05T08:30:00Z?\"",
            "\"1e999\"", "\"nan\"", "\"inf\"", "0.4", "-9223372036854775808", "\"-0\"",
        ])
    func absentTimes(written: String) throws {
        let leg = try dial(#""dialAt":\#(written),"bridgeAt":\#(written)"#).leg()
        #expect(leg.dialAt == arrival)
        #expect(leg.bridgeAt == nil)
    }

    @Test("Phonet's clock stands in for a missing time, and the arrival for Phonet's clock")
    func missingTimes() throws {
        let head = #"{"uuid":"a1","leg":{"ext":"101"},"#
        let told = try decode(head + #""event":"call.bridge","serverTime":1767601809456}"#).leg()
        #expect(told.bridgeAt == at(1_767_601_809_456))
        #expect(told.partyAt == at(1_767_601_809_456))
        let untold = try decode(head + #""event":"call.bridge","bridgeAt":0}"#).leg()
        #expect(untold.bridgeAt == arrival)
        #expect(untold.partyAt == arrival)
    }

    @Test(
        "A time that is none is said to be none; nothing, zeros and words for nothing name no time",
        arguments: [
            ("\"yesterday\"", true), ("\"05.01.2026 10:30\"", true), ("253402300800000", true),
            ("1e300", true), ("\"99999999999999999999\"", true), ("[1767601800]", true),
            ("true", true), ("-5", true), ("\"2026-13-05T08:30:00Z\"", true), ("0", false),
            ("\"0\"", false), ("null", false), ("\"\"", false), ("\"null\"", false),
            ("false", false), ("\"N/A\"", false), ("\"None\"", false), ("[]", false),
            ("1767601800", false), ("\"2026-01-05T08:30:00Z\"", false),
        ])
    func unreadableTime(written: String, isSaid: Bool) throws {
        for key in ["dialAt", "bridgeAt", "serverTime"] {
            let leg = try dial(#""\#(key)":\#(written)"#).leg()
            #expect(leg.namesUnreadableTime == isSaid, "\(key) \(written)")
            #expect(!leg.asFacts(arrivedAt: Instant(milliseconds: 5)).namesUnreadableTime)
        }
        let record = try decode(#"{"uuid":"a1","disposition":1,"endAt":\#(written)}"#).leg()
        #expect(record.namesUnreadableTime == isSaid)
    }

    @Test("A hangup ends when it says, else by Phonet's clock, else it is only seen")
    func hangupTimes() throws {
        let head = #"{"event":"call.hangup","uuid":"a1","leg":{"ext":"1"},"#
        let said = try decode(head + #""hangupAt":1767601945000,"serverTime":1767601945789}"#).leg()
        #expect(said.hangupAt == at(1_767_601_945_000))
        #expect(said.partyAt == at(1_767_601_945_789))
        let byClock = try decode(head + #""hangupAt":0,"serverTime":1767601945789}"#).leg()
        #expect(byClock.hangupAt == at(1_767_601_945_789))
        let onlySeen = try decode(head + #""hangupAt":0}"#).leg()
        #expect(onlySeen.hangupAt == nil)
        #expect(onlySeen.hangupSeenAt == arrival)
    }

    @Test(
        "What stands for no parent is no parent, so that two calls never become one",
        arguments: [
            #""0""#, "0", #""None""#, #""null""#, #""undefined""#, #"" ""#, #""0000-0000""#,
        ])
    func noParent(written: String) throws {
        let leg = try dial(#""parentUuid":\#(written)"#).leg()
        #expect(leg.parent == nil)
    }

    @Test(
        "The employee's side is read as far as it goes",
        arguments: [
            (#"{"ext":"001"}"#, Party(kind: .user, extension: "001", name: nil)),
            (#"{"ext":101,"type":"1"}"#, Party(kind: .user, extension: "101", name: nil)),
            (#"{"code":"105"}"#, Party(kind: .user, extension: "105", name: nil)),
            (#"{"ext":"","code":"105"}"#, Party(kind: .user, extension: "105", name: nil)),
            (#"{"ext":"500","type":2}"#, Party(kind: .group, extension: "500", name: nil)),
            (#"{"ext":null,"type":4}"#, Party(kind: .ivr, extension: nil, name: nil)),
            (#"{"ext":"7","type":8}"#, Party(kind: .machine, extension: "7", name: nil)),
            (#"{"displayName":" Олена "}"#, Party(kind: .unknown, extension: nil, name: "Олена")),
            (#"{"id":1,"ext":null}"#, nil), ("null", nil), ("[]", nil), ("\"101\"", nil),
        ])
    func parties(written: String, party: Party?) throws {
        let leg = try dial(#""leg":\#(written)"#).leg()
        #expect(leg.party == party)
        #expect((leg.partyAt == nil) == (party == nil))
    }

    @Test(
        "The outside number is the first outside leg's, never the company's line",
        arguments: [
            (#"[{"num":"+380500000011"},{"num":"+380500000022"}]"#, "+380500000011"),
            (#"{"num":"+380500000011"}"#, "+380500000011"),
            (#"{"0":{"num":"+380500000011"}}"#, "+380500000011"), ("[]", nil), ("null", nil),
            ("[null]", nil), ("[{}]", nil), (#"[{"num":"anonymous"}]"#, "anonymous"),
            (#"[{"num":380500000011}]"#, "380500000011"), ("7", "7"), ("[[[]]]", nil),
            (#""+380500000011""#, "+380500000011"), (#"["+380500000011","+38"]"#, "+380500000011"),
            (#"[null,{"name":"Ірина"},{"num":"+380500000011"}]"#, "+380500000011"),
            (#"["anonymous",{"num":"+380500000011"}]"#, "+380500000011"),
            (#""[{\"num\":\"+380500000011\"}]""#, "+380500000011"),
            (#"["anonymous"]"#, "anonymous"),
            (#"[[{"num":"+380500000011"}]]"#, "+380500000011"),
            (#"[[null],[["anonymous"]],[{"num":["+380500000011"]}]]"#, "+380500000011"),
        ])
    func outsideNumber(written: String, number: String?) throws {
        let leg = try dial(#""trunkNum":"+380440000777","otherLegs":\#(written)"#).leg()
        #expect(leg.number == number)
        #expect(leg.line == "+380440000777")
    }

    @Test(
        "A line is a number, however it is described",
        arguments: [
            ("o=380440000777;", "+380440000777"), ("+380440000777", "+380440000777"),
            ("380440000777", "+380440000777"), ("0440000777", "+380440000777"),
            ("o=1234567;", "1234567"), ("Київ", "Київ"), ("o=;", "o=;"), ("+", "+"),
        ])
    func trunks(written: String, line: String) throws {
        #expect(try dial(#""trunk":"\#(written)""#).leg().line == line)
    }

    @Test("Pauses are set by 32 and lifted by 64, whatever event they ride on")
    func pauses() {
        for (code, isOn) in [("32", true), ("64", false), ("\"64\"", false)] {
            for event in ["call.dial", "call.bridge", "call.hangup"] {
                let body = #"{"event":"\#(event)","lgDirection":\#(code),"leg":{"ext":"101"}}"#
                #expect(decode(body).messages == [.pause(extension: "101", on: isOn)])
            }
        }
        #expect(dial(#""lgDirection":32"#).messages == [.pause(extension: nil, on: true)])
        #expect(
            decode(#"{"endAt":1,"uuid":"a","lgDirection":32}"#).unknownReason
                == .recordOfPause)
    }

    @Test(
        "A direction nobody knows is kept and flagged",
        arguments: ["3", "0", "-4", "128", "\"in\"", "9223372036854775807", "[]", "true"])
    func unknownDirection(written: String) throws {
        let value = ["[]", "true"].contains(written) ? nil : written.filter { $0 != "\"" }
        let event = dial(#""lgDirection":\#(written)"#).unknownReason
        #expect(event == .eventWithDirection(.dial, value))
        let record = decode(#"{"billSecs":1,"uuid":"a","lgDirection":\#(written)}"#)
        #expect(record.unknownReason == .recordWithDirection(value))
    }

    @Test("A message without direction still tells what it tells")
    func noDirection() throws {
        for written in ["null", "\"\"", "\"null\""] {
            #expect(try dial(#""lgDirection":\#(written)"#).leg().direction == nil)
        }
    }

    @Test(
        "Events nobody knows are kept, and a full record is a record under any event's name",
        arguments: ["call.transfer", "call.", "CALL.DIAL", "user.login"])
    func unknownEvents(name: String) throws {
        let reason = decode(#"{"event":"\#(name)","uuid":"a1"}"#).unknownReason
        #expect(reason == .unknownEvent(name))
        let full = decode(#"{"event":"\#(name)","uuid":"a1","billSecs":5,"disposition":0}"#)
        #expect(try full.leg().record?.billSeconds == 5)
    }

    @Test("An event with the fields of a record is both")
    func both() throws {
        let body = """
            {"event":"call.hangup","uuid":"a1","endAt":1767601945789,"billSecs":20,"duration":30,
            "disposition":0,"dialAt":1767601915789,"otherLegNum":"+380500000011","lgDirection":4,
            "audioRecUrl":"https://a.phonet.com.ua/rest/public/calls/a1/audio "}
            """
        let messages = decode(body).messages
        guard messages.count == 2, case .record(let record) = messages[0],
            case .event(.hangup, let event) = messages[1]
        else {
            Issue.record("\(messages)")
            return
        }
        #expect(record.record?.billSeconds == 20 && record.record?.isAnswered == true)
        #expect(record.record?.endAt == at(1_767_601_945_789))
        #expect(record.record?.recordingURL?.hasSuffix("/calls/a1/audio") == true)
        #expect(event.hangupSeenAt == arrival && event.record == nil)
        #expect(event.number == record.number && event.dialAt == record.dialAt)
    }

    @Test(
        "Zeros beside an event are no record, nor is a result of a leg that still rings",
        arguments: [
            #""call.hangup","billSecs":0,"duration":0"#, #""call.hangup","disposition":null"#,
            #""call.hangup","callUrl":"x","endAt":0"#, #""call.dial","billSecs":0,"duration":0"#,
            #""call.dial","disposition":0"#, #""call.bridge","duration":9,"disposition":1"#,
        ])
    func extras(fields: String) throws {
        let leg = try decode(#"{"uuid":"a1","otherLegNum":"+1","event":\#(fields)}"#).leg()
        #expect(leg.record == nil)
        #expect(leg.number == "+1")
    }

    @Test(
        "A record ends when it says, else when it was hung up, else by Phonet's clock",
        arguments: [
            (#""endAt":1767601945,"hangupAt":1,"serverTime":2"#, 1_767_601_945_000),
            (#""endAt":null,"hangupAt":1767601945789,"serverTime":2"#, 1_767_601_945_789),
            (#""hangupAt":0,"serverTime":"2026-01-05T08:32:25.789Z""#, 1_767_601_945_789),
            (#""endAt":"nonsense""#, nil), (#""endAt":0,"dialAt":1767601945789"#, nil),
        ])
    func recordEnds(fields: String, end: Int64?) throws {
        let leg = try decode(#"{"uuid":"a1","disposition":1,\#(fields)}"#).leg()
        #expect(leg.record?.endAt == end.map(at))
    }

    @Test(
        "What is no address is no recording",
        arguments: [
            "0", "\"0\"", "false", "\"false\"", "\"N/A\"", "\"-\"", "\"\"", "null", "1", "{}",
        ])
    func noRecording(written: String) throws {
        let leg = try decode(#"{"uuid":"a1","billSecs":5,"audioRecUrl":\#(written)}"#).leg()
        #expect(leg.record?.recordingURL == nil)
    }

    @Test("Placeholders are no names, and names are cut")
    func names() throws {
        let dial =
            #"{"event":"call.dial","uuid":"a1","otherLegName":"%","otherLegs":[{"name":"%"}]}"#
        let record = #"{"billSecs":1,"uuid":"a1","otherLegName":"%"}"#
        for body in [dial, record] {
            #expect(
                try decode(body.replacing("%", with: "Невідомий абонент")).leg().contactName == nil)
            #expect(try decode(body.replacing("%", with: "Ірина")).leg().contactName == "Ірина")
            let long = String(repeating: "я", count: 250)
            #expect(
                try decode(body.replacing("%", with: long)).leg().contactName?.count == 200)
        }
        let leg = #"{"event":"call.dial","uuid":"a1","leg":{"displayName":"%"}}"#
        let name = try decode(leg.replacing("%", with: String(repeating: "я", count: 250))).leg()
            .party?.name
        #expect(name?.count == 200)
    }

    @Test("A record may carry an event's keys, and its end in seconds")
    func webhookRecord() throws {
        let body = """
            {"uuid":"a1","endAt":1767601945,"dialAt":1767601800,"bridgeAt":"1767601809",
            "billSecs":"136","duration":145.0,"disposition":"0",
            "otherLegs":[{"num":"+380500000011","name":"Ірина"}]}
            """
        let leg = try decode(body).leg()
        #expect(leg.record?.endAt == at(1_767_601_945_000))
        #expect(leg.record?.billSeconds == 136)
        #expect(leg.record?.duration == 145)
        #expect(leg.record?.disposition == 0)
        #expect(leg.dialAt == at(1_767_601_800_000))
        #expect(leg.bridgeAt == at(1_767_601_809_000))
        #expect(leg.number == "+380500000011")
        #expect(leg.contactName == "Ірина")
    }

    @Test(
        "Impossible counts are absent",
        arguments: ["-1", "1e999", "99999999999", "\"x\"", "null"])
    func absentCounts(written: String) throws {
        let record = try decode(
            #"{"uuid":"a1","endAt":1767601945789,"billSecs":\#(written),"duration":\#(written)}"#
        ).leg().record
        #expect(record?.billSeconds == nil)
        #expect(record?.duration == nil)
    }

    @Test("A question for nobody's number is a question for a hidden one")
    func hiddenQuestion() {
        for number in ["null", "\"\"", "\"null\"", "[]"] {
            let body = #"{"otherLegNum":\#(number),"trunkNum":"+380440000777"}"#
            #expect(decode(body).messages == [.lookup(number: nil)])
        }
        #expect(decode("otherLegNum=&trunkNum=").messages == [.lookup(number: nil)])
    }

    @Test("Of repeated keys the last counts")
    func repeatedKeys() {
        #expect(
            decode(#"{"otherLegNum":"1111111","otherLegNum":"2222222"}"#).messages
                == [.lookup(number: "2222222")])
        #expect(
            decode("otherLegNum=1111111&otherLegNum=2222222").messages
                == [.lookup(number: "2222222")])
    }

    @Test("Control characters never get into a name")
    func controlCharacters() throws {
        let leg = try dial(#""otherLegs":[{"num":"1","name":"\u0000 А\u0007ня\n"}]"#).leg()
        #expect(leg.contactName == "Аня")
    }

    @Test("Readable bodies that say nothing are kept with the reason")
    func nothing() {
        let bodies = [
            "{}", "[]", "[1]", "{\"a\":1}", "a=1", "[null]", "{\"data\":null}", "[[[[[[1]]]]]]",
        ]
        for body in bodies {
            #expect(decode(body).unknownReason != nil, "\(body)")
        }
    }
}
