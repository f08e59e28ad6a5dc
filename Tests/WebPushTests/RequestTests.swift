import CallRules
import HTTPTypes
import Testing

@testable import WebPush

@Suite("A message on its way to a push service")
struct RequestTests {
    private let now = Instant(milliseconds: 1_767_600_000_000)
    private let call = "5e0d6d35-4a3c-4f5c-9d6e-0a1b2c3d4e5f"

    private func fields(_ envelope: PushEnvelope) throws -> HTTPFields {
        try request(envelope).head.headerFields
    }

    private func request(_ envelope: PushEnvelope) throws -> PushRequest {
        let contact = try #require(VAPIDContact("https://crm.vitryla.example"))
        return try PushRequest(
            try PushMessage(Array("Телефонує Марко Дубовик".utf8), envelope),
            to: try Receiver.olena().subscription(), ephemeral: Ephemeral(),
            tokens: VAPIDTokens(keys: VAPIDKeys(), contact: contact), at: now)
    }

    private func field(_ name: String, _ envelope: PushEnvelope) throws -> String? {
        try fields(envelope)[try #require(HTTPField.Name(name))]
    }

    @Test("The request is complete, and the browser reads what it carries")
    func complete() throws {
        let request = try request(PushEnvelope(.incomingCall, call: call))
        let head = request.head
        #expect(head.method == .post)
        #expect(head.scheme == "https")
        #expect(head.authority == "push.example.net")
        #expect(head.path == "/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV")
        #expect(head.headerFields[.contentType] == "application/octet-stream")
        #expect(head.headerFields[.contentEncoding] == "aes128gcm")
        let signed = try #require(head.headerFields[.authorization])
        #expect(try #/vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}/#.wholeMatch(in: signed) != nil)
        #expect("\(request)" == "POST https://push.example.net")
        let read = try Receiver.olena().read(request.body)
        #expect(String(decoding: read.text, as: UTF8.self) == "Телефонує Марко Дубовик")
    }

    @Test(
        "Ringing is urgent and soon over; what was missed may wait till the evening",
        arguments: [
            (NoticeKind.incomingCall, "60", "high"), (.missedCall, "43200", "normal"),
            (.leadAssigned, "43200", "normal"),
        ])
    func envelopes(kind: NoticeKind, ttl: String, urgency: String) throws {
        let envelope = PushEnvelope(kind, call: call)
        #expect(try field("TTL", envelope) == ttl)
        #expect(try field("Urgency", envelope) == urgency)
    }

    @Test("The outcome replaces the ringing of its call, and neither another call's nor the lead's")
    func topics() throws {
        func topic(_ kind: NoticeKind, _ call: String) throws -> String {
            try #require(try field("Topic", PushEnvelope(kind, call: call)))
        }
        let ringing = try topic(.incomingCall, call)
        #expect(try topic(.missedCall, call) == ringing)
        #expect(try topic(.leadAssigned, call) != ringing)
        #expect(try topic(.incomingCall, "another") != ringing)
        #expect(try #/[A-Za-z0-9_-]{32}/#.wholeMatch(in: ringing) != nil)
        #expect(!ringing.contains(call.prefix(8)))
    }

    @Test("A trial replaces nothing that waits")
    func trial() throws {
        #expect(try field("Topic", .trial) == nil)
        #expect(try field("TTL", .trial) == "60")
    }
}
