internal import Glibc

/// The address to listen on for the web server.
package enum ListenAddress: Sendable, Equatable {
    /// A unix socket to create, mode 0660. The path has at most 107 bytes (`sun_path`, unix(7)).
    case unix(path: String)
    /// A loopback address (`127.…`, `::1` or `localhost`) and a port. Other addresses are refused:
    /// FastCGI has no authentication: whoever may connect can be any client.
    case tcp(host: String, port: UInt16)
    /// A listening socket that another process created. It is never closed.
    case inherited(Int32)
}

extension ListenAddress {
    /// Reads `unix:PATH`, `127.0.0.1:PORT`, `[::1]:PORT`, `fd:N` or `fd`.
    ///
    /// `fd` is descriptor 3, systemd's first socket, when `LISTEN_FDS` is at least 1 and `LISTEN_PID`,
    /// if set, is this process (sd_listen_fds(3)). Otherwise it is descriptor 0, the listening socket
    /// of the FastCGI specification.
    ///
    /// - Throws: `ListenError.unreadable` for any other text.
    package init(
        parsing text: String, environment: [String: String]
    ) throws(ListenError) {
        if text == "fd" {
            self = .inherited(Self.passedDescriptor(environment))
        } else if text.hasPrefix("fd:") {
            guard let number = Int32(text.dropFirst(3)), number >= 0 else {
                throw .unreadable(text)
            }
            self = .inherited(number)
        } else if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty else { throw .unreadable(text) }
            self = .unix(path: path)
        } else {
            guard let colon = text.lastIndex(of: ":"),
                let port = UInt16(text[text.index(after: colon)...]), port > 0
            else { throw .unreadable(text) }
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            self = .tcp(host: String(host), port: port)
        }
    }

    private static func passedDescriptor(_ environment: [String: String]) -> Int32 {
        let count = environment["LISTEN_FDS"].flatMap { Int($0) } ?? 0
        let isForUs = environment["LISTEN_PID"].map { $0 == String(getpid()) } ?? true
        return count > 0 && isForUs ? 3 : 0
    }
}

/// Reason why an address cannot be listened on.
package enum ListenError: Error, Sendable, Equatable {
    /// The text has none of the forms of an address.
    case unreadable(String)
    /// The path of the unix socket is longer than 107 bytes.
    case pathTooLong(String)
    /// A file that is no socket is at the path. It is not removed.
    case pathTaken(String)
    /// Another process listens at the path.
    case inUse(String)
    /// The address is no loopback address.
    case notLoopback(String)
    /// The inherited descriptor is no listening socket.
    case notListening(Int32)
    /// The named system call failed with `errno`.
    case system(call: String, code: Int32)
}

extension ListenError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreadable(let text):
            "\(text): an address is unix:PATH, 127.0.0.1:PORT, fd or fd:N"
        case .pathTooLong(let path): "\(path): a socket's path has at most 107 bytes"
        case .pathTaken(let path): "\(path): something that is no socket is there"
        case .inUse(let path): "\(path): another process is listening there"
        case .notLoopback(let host): "\(host): only loopback addresses are served"
        case .notListening(let number): "descriptor \(number) is no listening socket"
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        }
    }
}
