internal import Glibc

/// Where to wait for the web server.
package enum ListenAddress: Sendable, Equatable {
    /// A unix socket made by us, mode 0660. At most 107 bytes of path (`sun_path` of unix(7)).
    case unix(path: String)
    /// A loopback address (`127.…`, `::1` or `localhost`) and port. FastCGI has no defence of
    /// its own (CVE-2025-23016), so no other address is accepted.
    case tcp(host: String, port: UInt16)
    /// A listening socket somebody else made and keeps: closed by nobody here.
    case inherited(Int32)
}

extension ListenAddress {
    /// Reads `unix:PATH`, `127.0.0.1:PORT`, `[::1]:PORT`, `fd:N` or `fd`.
    ///
    /// Plain `fd` is the first socket of systemd's protocol (descriptor 3, if `LISTEN_FDS` says
    /// there is one and `LISTEN_PID`, if given, names this process; sd_listen_fds(3)), else
    /// descriptor 0, the place the FastCGI specification gives the listening socket.
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

/// Why there is nowhere to listen.
package enum ListenError: Error, Sendable, Equatable {
    /// Not one of the forms of an address.
    case unreadable(String)
    /// The path of the unix socket is longer than 107 bytes.
    case pathTooLong(String)
    /// Something that is no socket is at the path; it is left alone.
    case pathTaken(String)
    /// A living process answers at the path.
    case inUse(String)
    /// Only loopback addresses are served.
    case notLoopback(String)
    /// The inherited descriptor is no listening socket.
    case notListening(Int32)
    /// The system refused (`errno`) the named call.
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
