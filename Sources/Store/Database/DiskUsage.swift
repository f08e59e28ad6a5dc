import Foundation
import GRDB

/// The room the books take, and the room that is left.
package struct DiskUsage: Hashable, Sendable {
    /// The database file, in bytes.
    package let database: Int64
    /// The journal beside it (WAL), in bytes; checkpoints keep it small.
    package let wal: Int64
    /// What is free on the disk for this program, in bytes; nil when the system does not say.
    package let free: Int64?
}

extension Store {
    /// Asks the file system.
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
