import CallRules
import Foundation
import Phonet
import Testing

@Suite("One message in every encoding")
struct EncodingTests {
    /// The event `call_dial_incoming` as a form, without the client's id, name and company.
    private let twin =
        "event=call.dial&accountDomain=vitryla-demo.phonet.com.ua"
        + "&uuid=3f9c1be07d5e4a6c8b21d04fa7c3e915&parentUuid=&dialAt=1767601800123&bridgeAt="
        + "&lgDirection=4&leg[id]=41&leg[ext]=101"
        + "&leg[displayName]=%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0&leg2=&otherLegs[0][id]=8101"
        + "&otherLegs[0][num]=%2B380500000011&trunkNum=%2B380440000777&trunkName=%2B380440000777"

    private var expected: [Message] {
        var leg = Leg(uuid: "3f9c1be07d5e4a6c8b21d04fa7c3e915")
        leg.direction = .incoming
        leg.dialSeen = true
        leg.dialAt = at(1_767_601_800_123)
        leg.party = Party(kind: .user, extension: "101", name: "Олена")
        leg.partyAt = leg.dialAt
        leg.number = "+380500000011"
        leg.line = "+380440000777"
        return [.event(.dial, leg)]
    }

    private let json = """
        {"event":"call.dial","uuid":"3f9c1be0-7d5e-4a6c-8b21-d04fa7c3e915","dialAt":1767601800123,
        "lgDirection":4,"leg":{"id":41,"ext":"101","displayName":"Олена"},
        "otherLegs":[{"num":"+380500000011"}],"trunkNum":"+380440000777"}
        """

    private func escaped(_ text: String) -> String {
        text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(
        "Bracket keys, under any header",
        arguments: ["application/x-www-form-urlencoded", "application/json", "text/plain", nil])
    func brackets(contentType: String?) {
        #expect(decode(twin, as: contentType).messages == expected)
    }

    @Test("Dotted keys")
    func dots() {
        let dotted = twin.replacing("[0][", with: ".0.").replacing("[", with: ".")
            .replacing("]", with: "")
        #expect(decode(dotted).messages == expected)
    }

    @Test("Escaped brackets, upper and lower case")
    func escapedBrackets() {
        let escaped = twin.replacing("[", with: "%5B").replacing("]", with: "%5d")
        #expect(decode(escaped).messages == expected)
    }

    @Test("A form that was escaped twice, wholly or in its values")
    func escapedTwice() {
        #expect(decode(escaped(twin)).messages == expected)
        let upper = escaped(twin.replacing("[", with: "%5B").replacing("]", with: "%5D"))
            .uppercased()
        #expect(decode(upper).messages == expected)
        #expect(decode(escaped(json)).messages == expected)
        #expect(decode(escaped(escaped(json))).messages == expected)
        // Each name and value for itself: the marks between them are plain.
        let pairs = twin.split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                escaped(escaped(String(part).removingPercentEncoding ?? ""))
            }.joined(separator: "=")
        }
        #expect(decode(pairs.joined(separator: "&")).messages == expected)
        #expect(decode("data=" + escaped(escaped(json))).messages == expected)
        // A text with a percent sign of its own was encoded once.
        let discount = try? decode(
            "uuid=a1&event=call.dial&otherLegName=" + escaped("Знижка 100%25 усім")
        ).leg()
        #expect(discount?.contactName == "Знижка 100%25 усім")
    }

    @Test(
        "JSON, under any header, with a byte order mark or spaces around it",
        arguments: ["application/json", "application/x-www-form-urlencoded", "text/html", nil])
    func plainJSON(contentType: String?) {
        #expect(decode(json, as: contentType).messages == expected)
        #expect(decode("\u{FEFF}\r\n " + json + "\n\n", as: contentType).messages == expected)
    }

    @Test("JSON as the value of a field, whatever the field is called")
    func jsonInField() {
        #expect(decode("data=" + escaped(json)).messages == expected)
        #expect(decode("payload=" + escaped(json)).messages == expected)
        #expect(decode("token=1&call=" + escaped(json)).messages == expected)
    }

    @Test("JSON as the only key of a form")
    func jsonAsKey() {
        #expect(decode(escaped(json)).messages == expected)
        #expect(decode(escaped(json) + "=").messages == expected)
        #expect(decode(json + "=").messages == expected)
    }

    @Test("JSON as the value of one part of a message")
    func jsonInParts() {
        let body =
            "event=call.dial&uuid=3f9c1be07d5e4a6c8b21d04fa7c3e915&dialAt=1767601800123"
            + "&lgDirection=4&trunkNum=%2B380440000777&leg2=null&leg="
            + escaped(#"{"ext":"101","displayName":"Олена"}"#)
            + "&otherLegs=" + escaped(#"[{"num":"+380500000011"}]"#)
        #expect(decode(body).messages == expected)
    }

    @Test("Multipart, with the boundary in the header or only in the body")
    func multipart() {
        let fields = [
            ("event", "call.dial"), ("uuid", "3F9C1BE0-7D5E-4A6C-8B21-D04FA7C3E915"),
            ("dialAt", "1767601800123"), ("lgDirection", "4"), ("leg[ext]", "101"),
            ("leg[displayName]", "Олена"), ("otherLegs[0][num]", "+380500000011"),
            ("trunkNum", "+380440000777"),
        ]
        for lineEnd in ["\r\n", "\n"] {
            let parts = fields.map { name, value in
                "--b0und\(lineEnd)Content-Disposition: form-data; name=\"\(name)\"\(lineEnd)"
                    + "\(lineEnd)\(value)\(lineEnd)"
            }
            let body = parts.joined() + "--b0und--\(lineEnd)"
            #expect(decode(body, as: "multipart/form-data; boundary=b0und").messages == expected)
            #expect(
                decode(body, as: "multipart/form-data; boundary=\"b0und\"").messages == expected)
            #expect(decode(body).messages == expected)
        }
    }

    @Test("Multipart with the whole JSON in one part")
    func multipartJSON() {
        let body =
            "--x\r\nContent-Type: application/json\r\n"
            + "Content-Disposition: form-data; name=\"f\"; filename=\"a.json\"\r\n\r\n\(json)\r\n"
            + "--x--\r\n"
        #expect(decode(body).messages == expected)
    }

    @Test("A multipart body cut short is not read")
    func multipartCut() {
        let reason = decode("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1")
            .unreadableReason
        #expect(reason == .multipartBrokenOff)
    }

    @Test("A plus that was not escaped is a space, and no part of the number")
    func unescapedPlus() throws {
        let leg = try decode(twin.replacing("%2B", with: "+")).leg()
        #expect(leg.number == "380500000011")
        #expect(leg.line == "+380440000777")
    }

    @Test("An empty text does not undo what other keys say")
    func emptyAfterNested() {
        #expect(decode(twin + "&leg=&otherLegs=").messages == expected)
    }

    @Test(
        "Records come bare, listed and wrapped",
        arguments: [
            "[%]", "{\"call\":%}", "{\"data\":%}", "{\"items\":[%]}", "{\"calls\":[%]}",
            "{\"content\":[%],\"total\":1}", "{\"list\":[%]}", "{\"data\":{\"items\":[%]}}",
            "{\"anything\":%}", "{\"status\":\"ok\",\"data\":[%]}",
            "{\"event\":\"call.end\",\"call\":%}",
        ])
    func wrapped(wrapper: String) throws {
        let record = String(decoding: try fixture("after_call_end_transferred"), as: UTF8.self)
        #expect(decode(wrapper.replacing("%", with: record)).messages == decode(record).messages)
    }

    @Test("The query of a GET asks for a number and can do nothing else")
    func query() {
        #expect(
            Wire.readQuery("otherLegNum=%2B380500000011&trunkNum=%2B380440000777").decoded
                == .messages([.lookup(number: "+380500000011")]))
        for query in ["otherLegNum=", "trunkNum=%2B380440000777"] {
            #expect(Wire.readQuery(query).decoded == .messages([.lookup(number: nil)]))
        }
        #expect(Wire.readQuery(twin).decoded.unknownReason == .queryWithoutNumber)
        #expect(Wire.readQuery("").decoded.unknownReason == .queryWithoutNumber)
        let mended = Wire.readQuery("otherLegNum=%2B380500000011&name=%CE%EB%E5%ED%E0")
        #expect(mended.decoded == .messages([.lookup(number: "+380500000011")]))
        #expect(mended.notes == [.readAsWindows1251])
    }
}
