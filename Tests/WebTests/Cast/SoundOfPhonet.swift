import CallRules
import HTTPClientTypes
import HTTPTypes
import Phonet
import Synchronization
import TestSupport

@testable import Store
@testable import Web

/// A stand-in for Phonet's recordings; it keeps the requests.
final class SoundOfPhonet: Sendable {
    typealias Answer = Result<OutgoingStream, TransportError>

    private let answer = Mutex<@Sendable (OutgoingRequest) -> Answer>({ _ in .failure(.badAddress) }
    )
    private let asked = Mutex<[OutgoingRequest]>([])

    /// Sets the answer to all further requests.
    func localize(_ answer: @escaping @Sendable (OutgoingRequest) -> Answer) {
        self.answer.withLock { $0 = answer }
    }

    /// Sets the recording for all further requests.
    func play(_ pieces: String..., status: Int = 200, fields: HTTPFields = [:]) {
        localize { _ in .success(OutgoingStream.of(pieces, status: status, fields: fields)) }
    }

    var requests: [OutgoingRequest] { asked.withLock { $0 } }

    /// An office connected to this Phonet, with Olena, Taras and Marko.
    func office() throws -> Office {
        let office = try Office { options in
            options.phonet = PhonetAccess(
                extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
                stream: { request in
                    self.asked.withLock { $0.append(request) }
                    return self.answer.withLock(\.self)(request)
                },
                transport: { _ in .failure(.badAddress) })
        }
        try office.hirePeople()
        _ = try office.store.saveSettings(
            [
                "phonet_domain": .text("vitryla-demo.phonet.com.ua"),
                "phonet_api_key": .text("EXAMPLEkey0000000000000000000000"),
            ], expecting: nil, by: Author(name: "Олена", origin: .machine), at: Office.morning)
        return office
    }
}

extension OutgoingStream {
    /// A recording that arrives in these pieces.
    static func of(
        _ pieces: [String], status: Int = 200, fields: HTTPFields = [:],
        end: Result<[UInt8]?, TransportError> = .success(nil)
    ) -> OutgoingStream {
        let rest = Pieces(pieces.map { Array($0.utf8) })
        var head = HTTPResponse(
            status: HTTPResponse.Status(code: status), headerFields: fields)
        if head.headerFields[.contentType] == nil { head.headerFields[.contentType] = "audio/mpeg" }
        return OutgoingStream(head: head) {
            rest.next().map { .success($0) } ?? end
        }
    }
}

/// Hands out pieces one by one.
private final class Pieces: Sendable {
    private let pieces: Mutex<[[UInt8]]>

    init(_ pieces: [[UInt8]]) { self.pieces = Mutex(pieces) }

    func next() -> [UInt8]? {
        pieces.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}

extension Office {
    static let uuid = "3f9c1be07d5e4a6c8b21d04fa7c3e915"
    static let recordingURL =
        "https://vitryla-demo.phonet.com.ua/rest/public/calls/\(uuid)/audio "

    /// Posts the record of a call with Iryna that has just ended; the talk lasts 136 s.
    func hearConversation(
        uuid: String = Office.uuid, number: String = "+380500000011", extension: String = "101",
        direction: Int = 4, answered: Bool = true, recording: String? = Office.recordingURL,
        endedSecondsAgo: Int = 0
    ) {
        let end = Office.morning.earlier(bySeconds: endedSecondsAgo).milliseconds
        let address = recording.map { "\"\($0)\"" } ?? "null"
        _ = ask(
            .post, "/after_call_end",
            """
            {"uuid":"\(uuid)","endAt":\(end),"lgDirection":\(direction),
            "otherLegNum":"\(number)","otherLegName":"\(number)",
            "leg":{"id":41,"type":1,"displayName":"Олена Гайова","ext":"\(`extension`)"},
            "billSecs":\(answered ? 136 : 0),"duration":145,"disposition":\(answered ? 0 : 1),
            "audioRecUrl":\(address),"trunk":"o=380440000777;"}
            """, token: nil, peer: "89.184.65.208")
    }
}
