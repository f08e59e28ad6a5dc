internal import CLinux

/// The memory arenas of glibc.
package enum MallocArenas {
    /// Limits glibc to two arenas per processor; the default is eight. Memory that was freed in one
    /// arena is not used by threads of another. Call it before threads start
    /// (https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html).
    package static func limit() {
        _ = mallopt(M_ARENA_MAX, Int32(2 * FastCGIServer.processors))
    }
}
