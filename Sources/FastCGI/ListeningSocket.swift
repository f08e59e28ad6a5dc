internal import CLinux
internal import Glibc

/// The listening socket. A socket that this process created is closed at the end, and its file is removed.
/// An inherited socket stays open for the next process.
struct ListeningSocket: ~Copyable {
    let number: Int32
    /// Whether this process created the socket.
    let isOurs: Bool
    private let path: String?
    /// Inode of the file that this process created at `path`. A file that another process has
    /// created there since is not removed.
    private let inode: ino_t

    /// Connections the kernel queues while all workers are busy or the process restarts; at most
    /// `net.core.somaxconn`.
    private static let backlog: Int32 = 4096

    init(_ address: ListenAddress) throws(ListenError) {
        switch address {
        case .unix(let path): try self.init(path: path)
        case .tcp(let host, let port): try self.init(host: host, port: port)
        case .inherited(let number): try self.init(inherited: number)
        }
        let flags = fcntl(number, F_GETFL)
        _ = fcntl(number, F_SETFL, flags | O_NONBLOCK)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    }

    private init(inherited number: Int32) throws(ListenError) {
        var isListening: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(number, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0,
            isListening != 0
        else { throw .notListening(number) }
        self.init(number: number, isOurs: false, path: nil, inode: 0)
    }

    private init(path: String) throws(ListenError) {
        var address = try sockaddr_un(path: path)
        try Self.removeStale(path, &address)
        let socket = try Self.socket(AF_UNIX)
        try Self.bind(socket.number, &address)
        // chmod, because the umask changes the mode that bind(2) sets. Nobody can connect before
        // listen(2).
        guard chmod(path, 0o660) == 0 else { throw .system(call: "chmod", code: errno) }
        guard listen(socket.number, Self.backlog) == 0 else {
            throw .system(call: "listen", code: errno)
        }
        var status = stat()
        let inode = stat(path, &status) == 0 ? status.st_ino : 0
        self.init(number: socket.release(), isOurs: true, path: path, inode: inode)
    }

    private init(host: String, port: UInt16) throws(ListenError) {
        let host = host == "localhost" ? "127.0.0.1" : host
        var v4 = sockaddr_in()
        var v6 = sockaddr_in6()
        let socket: Descriptor
        if inet_pton(AF_INET, host, &v4.sin_addr) == 1 {
            guard UInt32(bigEndian: v4.sin_addr.s_addr) >> 24 == 127 else {
                throw .notLoopback(host)
            }
            v4.sin_family = sa_family_t(AF_INET)
            v4.sin_port = port.bigEndian
            socket = try Self.socket(AF_INET)
            try Self.bind(socket.number, &v4)
        } else if inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 {
            guard withUnsafeBytes(of: v6.sin6_addr, { $0.dropLast().allSatisfy { $0 == 0 } }),
                withUnsafeBytes(of: v6.sin6_addr, { $0.last == 1 })
            else { throw .notLoopback(host) }
            v6.sin6_family = sa_family_t(AF_INET6)
            v6.sin6_port = port.bigEndian
            socket = try Self.socket(AF_INET6)
            try Self.bind(socket.number, &v6)
        } else {
            throw .notLoopback(host)
        }
        guard listen(socket.number, Self.backlog) == 0 else {
            throw .system(call: "listen", code: errno)
        }
        self.init(number: socket.release(), isOurs: true, path: nil, inode: 0)
    }

    private init(number: Int32, isOurs: Bool, path: String?, inode: ino_t) {
        self.number = number
        self.isOurs = isOurs
        self.path = path
        self.inode = inode
    }

    deinit {
        guard isOurs else { return }
        close(number)
        var status = stat()
        if let path, stat(path, &status) == 0, status.st_ino == inode { unlink(path) }
    }
}

extension ListeningSocket {
    /// Removes a socket file that a dead process left: it refuses connections. A socket that accepts them
    /// belongs to a running process.
    private static func removeStale(
        _ path: String, _ address: inout sockaddr_un
    ) throws(ListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .pathTaken(path) }
        let probe = try Descriptor(
            Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0), from: "socket")
        let answer = withSocketAddress(&address) { connect(probe.number, $0, $1) }
        guard answer != 0, errno == ECONNREFUSED else { throw .inUse(path) }
        unlink(path)
    }

    private static func socket(_ family: Int32) throws(ListenError) -> Descriptor {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = try Descriptor(Glibc.socket(family, kind, 0), from: "socket")
        var on: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(socket.number, SOL_SOCKET, SO_REUSEADDR, &on, size)
        return socket
    }

    private static func bind<Address>(
        _ socket: Int32, _ address: inout Address
    ) throws(ListenError) {
        let result = withSocketAddress(&address) { Glibc.bind(socket, $0, $1) }
        guard result == 0 else { throw .system(call: "bind", code: errno) }
    }

    private static func withSocketAddress<Address>(
        _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeBytes(of: &address) { bytes in
            guard let start = bytes.baseAddress else { return -1 }
            return body(start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
    }
}

extension sockaddr_un {
    fileprivate init(path: String) throws(ListenError) {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &sun_path) { place in
            guard path.utf8.count < place.count else { return false }
            place.copyBytes(from: path.utf8)
            return true
        }
        guard fits else { throw .pathTooLong(path) }
    }
}
