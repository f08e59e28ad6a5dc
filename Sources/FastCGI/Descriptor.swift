internal import Glibc

/// A file descriptor that is ours, closed when it goes out of use.
struct Descriptor: ~Copyable {
    let number: Int32

    /// Takes what a system call returned; throws with `errno` if that is no descriptor.
    init(_ number: Int32, from call: String) throws(ListenError) {
        guard number >= 0 else { throw .system(call: call, code: errno) }
        self.number = number
    }

    /// Hands the descriptor on; closing it becomes the caller's task.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    deinit {
        close(number)
    }
}
