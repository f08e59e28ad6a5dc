internal import CLinux
internal import Glibc

/// A connected socket. Its `SO_RCVTIMEO` and `SO_SNDTIMEO` say how long each call waits that does.
struct SocketConnection: Connection {
    let descriptor: Int32
    let waits: Bool

    func read(into place: UnsafeMutableRawBufferPointer) -> Int {
        let flags = waits ? 0 : Int32(MSG_DONTWAIT)
        while true {
            let count = recv(descriptor, place.baseAddress, place.count, flags)
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: return -1
            // Whoever closes without reading an answer resets the connection.
            default: return 0
            }
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            if count < 0 {
                guard errno == EINTR else { return false }
                continue
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return true
    }
}
