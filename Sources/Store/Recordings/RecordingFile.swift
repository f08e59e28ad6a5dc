import CallRules
import Foundation

/// A copy that is being written. It gets its name when every byte is on the disk, so that what has the
/// name of a copy is one. The file of a try that was interrupted goes with the next try or the next start.
package final class RecordingFile {
    /// Bytes that are left free for the database on the same disk.
    package static let reserve: Int64 = 512 << 20
    /// Bytes between two looks at the free room.
    private static let stretch = 1 << 20

    private let path: String
    private var part: String { path + ".part" }
    private let descriptor: Int32
    private let free: @Sendable () -> Int64?
    private var unchecked = RecordingFile.stretch
    /// Bytes written so far.
    package private(set) var bytes = 0

    /// Creates the file, readable for its owner alone, and its directory if it is missing.
    ///
    /// - Parameter free: reads how many bytes are free on the disk; nil: not known.
    init(path: String, free: @escaping @Sendable () -> Int64?) throws(RecordingCopyError) {
        self.path = path
        self.free = free
        let directory = (path as NSString).deletingLastPathComponent
        if mkdir(directory, 0o700) != 0, errno != EEXIST { throw RecordingFile.error() }
        unlink(path + ".part")
        descriptor = open(path + ".part", O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw RecordingFile.error() }
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    package func append(_ piece: [UInt8]) throws(RecordingCopyError) {
        unchecked += piece.count
        if unchecked >= RecordingFile.stretch {
            unchecked = 0
            if let free = free(), free < RecordingFile.reserve { throw .diskFull }
        }
        var done = 0
        while done < piece.count {
            let written = piece.withUnsafeBytes { bytes in
                write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw RecordingFile.error() }
            done += written
        }
        bytes += piece.count
    }

    /// Syncs the file and gives it its name.
    package func publish() throws(RecordingCopyError) {
        guard fsync(descriptor) == 0, rename(part, path) == 0 else { throw RecordingFile.error() }
        let directory = open(
            (path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw RecordingFile.error() }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw RecordingFile.error() }
    }

    /// Deletes what was written.
    package func discard() { unlink(part) }

    private static func error() -> RecordingCopyError {
        switch errno {
        case ENOSPC, EDQUOT, EFBIG: .diskFull
        default: .notWritten
        }
    }
}
