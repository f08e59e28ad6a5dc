internal import CCurl
import CallRules
import HTTPClientTypes
import HTTPTypes

/// The part of an answer that has arrived, and its limits.
final class Arrival {
    /// Largest head of an answer, in bytes.
    private static let maxHead = 64 << 10

    private let maxBody: Int
    /// Whether the head that is arriving is that of a “100 Continue”.
    private var isInterim = false
    private let addressPolicy: AddressPolicy
    private(set) var fields = HTTPFields()
    private var body: [UInt8] = []
    private var bodyCount = 0
    private(set) var isTooLarge = false
    private(set) var hasRefusedAddress = false
    private(set) var hasAdmittedAddress = false
    private var headCount = 0
    /// Whether the head of the answer has arrived completely.
    private(set) var isHeadComplete = false

    init(maxBody: Int, addressPolicy: AddressPolicy) {
        self.maxBody = maxBody
        self.addressPolicy = addressPolicy
    }

    /// Whether a connection to the address is allowed; nil is not.
    func admits(_ address: IPAddress?) -> Bool {
        guard let address, addressPolicy.admits(address) else {
            hasRefusedAddress = true
            return false
        }
        hasAdmittedAddress = true
        return true
    }

    /// Takes one header line with its line end.
    ///
    /// - Returns: false if the head is too large.
    func takeLine(_ line: UnsafeRawBufferPointer) -> Bool {
        headCount += line.count
        guard headCount <= Arrival.maxHead else {
            isTooLarge = true
            return false
        }
        // Each status line starts a new head: “100 Continue” may precede the answer.
        if line.starts(with: "HTTP/".utf8) {
            fields = HTTPFields()
            isInterim = line.dropFirst(9).first == UInt8(ascii: "1")
            return true
        }
        if line.allSatisfy({ $0 <= 0x20 }) {
            isHeadComplete = !isInterim
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

    /// Takes a piece of the body.
    ///
    /// - Returns: false if the body is too large.
    func takeBody(_ piece: UnsafeRawBufferPointer) -> Bool {
        guard piece.count <= maxBody - bodyCount else {
            isTooLarge = true
            return false
        }
        bodyCount += piece.count
        body.append(contentsOf: piece)
        return true
    }

    /// Whether there are body bytes that `takeAway` has not returned yet.
    var hasBody: Bool { !body.isEmpty }

    /// Returns the body bytes that have arrived since the last call.
    func takeAway() -> [UInt8] {
        defer { body = [] }
        return body
    }

    /// The head of the answer.
    ///
    /// - Throws: `.notHTTP` without a status of 100…999.
    func head(status: Int) throws(TransportError) -> HTTPResponse {
        guard (100...999).contains(status) else { throw .notHTTP }
        return HTTPResponse(
            status: HTTPResponse.Status(code: status), headerFields: fields)
    }
}

// MARK: - Results

extension Arrival {
    /// The error for a result code of curl; nil: the answer is complete.
    func failure(_ code: CURLcode) -> TransportError? {
        switch code {
        case CURLE_OK: nil
        case CURLE_URL_MALFORMAT: .badAddress
        case CURLE_COULDNT_RESOLVE_HOST: .couldNotResolve
        case CURLE_COULDNT_CONNECT:
            hasRefusedAddress && !hasAdmittedAddress
                ? .addressRefused : .couldNotConnect
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR: .certificateRefused
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM: .encryptionFailed
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_WRITE_ERROR where isTooLarge: .tooLarge
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE: .brokenOff
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: .notHTTP
        default: .failed(code)
        }
    }
}
