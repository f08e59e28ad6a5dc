internal import CLinux

/// How glibc allocates memory
/// (https://www.gnu.org/software/libc/manual/html_node/Malloc-Tunable-Parameters.html).
package enum MallocLimits {
    /// Limits glibc to two arenas per processor; the default is eight. Memory that was freed in one
    /// arena is not used by threads of another.
    ///
    /// Memory of 256 KiB and more goes back to the system when it is freed, and of the rest 1 MiB at most
    /// is kept at the end of each arena. Without these limits glibc raises both with each large block
    /// that is freed: after files of 32 MiB every arena keeps up to 64 MiB.
    ///
    /// Call it before threads start.
    package static func set() {
        _ = mallopt(M_ARENA_MAX, Int32(2 * FastCGIServer.processors))
        _ = mallopt(M_MMAP_THRESHOLD, 256 << 10)
        _ = mallopt(M_TRIM_THRESHOLD, 1 << 20)
    }

    /// Gives memory back to the system that is free between used blocks, of all arenas (malloc_trim(3)).
    /// Takes a few milliseconds, during which threads that allocate may wait.
    package static func giveBack() { _ = malloc_trim(0) }
}
