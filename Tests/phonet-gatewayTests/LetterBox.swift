import Foundation

/// Takes datagrams as a supervisor would.
final class LetterBox {
    struct Failure: Error {
        let call: String
        let code: Int32
    }

    /// As it stands in `NOTIFY_SOCKET`.
    let address: String
    private let receiver: Int32

    init(isAbstract: Bool) throws {
        let name = "supervisor-\(UUID().uuidString.prefix(8))"
        address = isAbstract ? "@\(name)" : NSTemporaryDirectory() + name
        receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        let bytes = isAbstract ? [0] + Array(name.utf8) : Array(address.utf8)
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: bytes) }
        let size = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let receiver = receiver
        let result = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(receiver, $0, size) }
        }
        guard result == 0 else { throw Failure(call: "bind", code: errno) }
    }

    deinit {
        close(receiver)
        if address.hasPrefix("/") { unlink(address) }
    }

    /// The next letter; what was sent before the call is there.
    func next() throws -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = recv(receiver, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        guard count >= 0 else { throw Failure(call: "recv", code: errno) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
