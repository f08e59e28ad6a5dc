internal import CFastCGI

/// Where glibc puts what the program allocates.
package enum MallocArenas {
    /// Two heaps for each processor from here on; for the start, before there are threads. glibc's own measure is
    /// eight, and what one thread has freed in its heap no other can use
    /// (https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html).
    package static func limit() {
        _ = mallopt(M_ARENA_MAX, Int32(2 * FastCGIServer.processors))
    }
}
