internal import Glibc

/// A file descriptor, closed at the end of its scope.
struct Descriptor: ~Copyable {
    let number: Int32

    /// - Parameters:
    ///   - number: the result of a system call.
    ///   - call: the name of the system call, for the error.
    /// - Throws: `ListenError.system` with `errno` when `number` is negative.
    init(_ number: Int32, from call: String) throws(ListenError) {
        guard number >= 0 else { throw .system(call: call, code: errno) }
        self.number = number
    }

    /// Returns the descriptor without closing it; the caller closes it.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    deinit {
        close(number)
    }
}
