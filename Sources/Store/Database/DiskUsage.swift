import Foundation
import GRDB

/// Disk space the database takes, and the space left.
package struct DiskUsage: Hashable, Sendable {
    /// The database file, in bytes.
    package let database: Int64
    /// The WAL, in bytes; checkpoints keep it small.
    package let wal: Int64
    /// Bytes free for this program; nil when the system does not report them.
    package let free: Int64?
}

extension Store {
    /// Reads the sizes from the file system.
    package func footprint() -> DiskUsage {
        func size(_ path: String) -> Int64 {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
        }
        var disk = statvfs()
        let isKnown = statvfs(reader.path, &disk) == 0
        let (free, isTooMuch) = UInt64(disk.f_bavail)
            .multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        return DiskUsage(
            database: size(reader.path), wal: size(reader.path + "-wal"),
            free: isKnown && !isTooMuch ? Int64(clamping: free) : nil)
    }
}
