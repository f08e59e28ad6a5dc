import CallRules
import Foundation
import Phonet
import Testing

/// The time of arrival of the payload in every test.
let arrival = Instant(milliseconds: 1_767_700_000_000)

/// An absolute time in milliseconds.
func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appendingPathComponent("Fixtures/\(name).json")))
}

func decode(_ bytes: [UInt8], as contentType: String? = nil) -> Decoded {
    Wire.decode(bytes, contentType: contentType, arrivedAt: arrival)
}

func decode(_ text: String, as contentType: String? = nil) -> Decoded {
    decode(Array(text.utf8), as: contentType)
}

extension Decoded {
    var messages: [Message] {
        guard case .messages(let messages) = self else { return [] }
        return messages
    }

    var unreadableReason: UnreadableReason? {
        guard case .unreadable(let reason) = self else { return nil }
        return reason
    }

    /// The reason of the only message; nil: it is not `.unknown`.
    var unknownReason: UnknownReason? {
        guard messages.count == 1, case .unknown(let reason)? = messages.first else { return nil }
        return reason
    }

    /// The leg of the only message.
    func leg() throws -> Leg {
        let message = try #require(messages.first)
        #expect(messages.count == 1)
        switch message {
        case .event(_, let leg), .record(let leg): return leg
        case .pause, .lookup, .unknown: throw NoLeg(message: message)
        }
    }
}

struct NoLeg: Error {
    let message: Message
}
