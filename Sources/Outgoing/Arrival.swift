import CallRules
import HTTPTypes

/// What came in of one answer so far, and what was turned away.
final class Arrival {
    /// An answer with more bytes of header lines is refused.
    private static let mostHead = 64 << 10

    private let mostBody: Int
    private let reach: Reach
    private(set) var fields = HTTPFields()
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false
    private(set) var hasRefusedAddress = false
    private(set) var hasAdmittedAddress = false
    private var headCount = 0

    init(mostBody: Int, reach: Reach) {
        self.mostBody = mostBody
        self.reach = reach
    }

    /// Whether a connection may go there.
    func admits(_ address: IPAddress?) -> Bool {
        guard let address, reach.admits(address) else {
            hasRefusedAddress = true
            return false
        }
        hasAdmittedAddress = true
        return true
    }

    /// Takes one header line with its end; false when there is too much.
    func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        headCount += line.count
        guard headCount <= Arrival.mostHead else {
            isTooLarge = true
            return false
        }
        // Each status line begins anew: "100 Continue" may stand before the answer.
        if line.starts(with: "HTTP/".utf8) {
            fields = HTTPFields()
            return true
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
            let name = HTTPField.Name(String(decoding: line[..<colon], as: UTF8.self))
        else { return true }
        var value = line[(colon + 1)...]
        while let first = value.first, first <= 0x20 { value = value.dropFirst() }
        while let last = value.last, last <= 0x20 { value = value.dropLast() }
        fields.append(HTTPField(name: name, value: String(decoding: value, as: UTF8.self)))
        return true
    }

    /// Takes a piece of the body; false when there is too much.
    func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
        guard piece.count <= mostBody - body.count else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: piece)
        return true
    }
}
