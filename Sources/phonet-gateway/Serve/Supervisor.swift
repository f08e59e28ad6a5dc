import Foundation

/// Whoever started the program and wants to hear how it does, by the protocol of sd_notify(3):
/// one datagram for each piece of news.
struct Supervisor: Sendable {
    enum News: String {
        /// Requests are being answered.
        case ready = "READY=1"
        /// What is in flight is being finished.
        case stopping = "STOPPING=1"
        /// The program still works.
        case alive = "WATCHDOG=1"
    }

    /// How long the supervisor believes the last `alive`; nil: it does not ask.
    let patience: Duration?
    /// The path of the socket, or with a NUL in front its name in the abstract namespace.
    private let name: [UInt8]

    /// Nil when nobody asked (`NOTIFY_SOCKET`), or at an address that is no unix socket's.
    ///
    /// - Parameter process: the number of this process: a watchdog may be meant for another
    ///   (`WATCHDOG_PID`).
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

    /// False when nobody took the news.
    @discardableResult
    func tell(_ news: News) -> Bool {
        let kind = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue)
        let sender = socket(AF_UNIX, kind, 0)
        guard sender >= 0 else { return false }
        defer { close(sender) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        // A name of the abstract namespace has no end of its own: the length says where it ends.
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
