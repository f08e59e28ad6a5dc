import Foundation

/// The service manager that started the program (systemd). It receives the program's state by the protocol
/// of sd_notify(3), one datagram for each state.
struct Supervisor: Sendable {
    enum News: String {
        /// The program answers requests.
        case ready = "READY=1"
        /// The program answers the last requests.
        case stopping = "STOPPING=1"
        /// The program works (watchdog).
        case alive = "WATCHDOG=1"
    }

    /// Time after the last `alive` after which the supervisor restarts the program; nil: no watchdog.
    let patience: Duration?
    /// The path of the socket, or a NUL and its name in the abstract namespace (unix(7)).
    private let name: [UInt8]

    /// Nil when `NOTIFY_SOCKET` is not set or names no unix socket.
    ///
    /// - Parameter process: the id of this process. When `WATCHDOG_PID` is another id, there is no
    ///   watchdog.
    init?(environment: [String: String], process: Int32) {
        guard let address = environment["NOTIFY_SOCKET"], let first = address.utf8.first,
            [UInt8(ascii: "/"), UInt8(ascii: "@")].contains(first),
            address.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        name = first == UInt8(ascii: "@") ? [0] + address.utf8.dropFirst() : Array(address.utf8)
        let isForUs = environment["WATCHDOG_PID"].map { $0 == String(process) } ?? true
        patience = environment["WATCHDOG_USEC"].flatMap { isForUs ? Int64($0) : nil }
            .flatMap { $0 > 0 ? .microseconds($0) : nil }
    }

    /// - Returns: false when the datagram could not be sent.
    @discardableResult
    func tell(_ news: News) -> Bool {
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let sender = socket(AF_UNIX, kind, 0)
        guard sender >= 0 else { return false }
        defer { close(sender) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // A name in the abstract namespace has no terminator; the length of the address ends it.
        let before = MemoryLayout.offset(of: \sockaddr_un.sun_path) ?? 0
        let size = socklen_t(before + name.count)
        let text = Array(news.rawValue.utf8)
        return withUnsafeBytes(of: &address) { bytes in
            guard let start = bytes.baseAddress else { return false }
            let address = start.assumingMemoryBound(to: sockaddr.self)
            return sendto(sender, text, text.count, Int32(MSG_NOSIGNAL), address, size)
                == text.count
        }
    }
}
