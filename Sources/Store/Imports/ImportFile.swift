import Foundation

/// The file of an import, in a directory beside the database: what is deleted there is gone, while a
/// database keeps what was deleted until its place is needed.
package struct ImportFile: Sendable {
    /// Nothing may be there.
    package let path: String

    /// Puts the file there.
    ///
    /// - Throws: `StoreError.unavailable` when the disk does not take it.
    package func write(_ bytes: ArraySlice<UInt8>) throws(StoreError) {
        let directory = (path as NSString).deletingLastPathComponent
        let forUsAlone: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: forUsAlone)
            try bytes.withUnsafeBytes { bytes in
                guard let start = bytes.baseAddress else { return }
                try Data(
                    bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count,
                    deallocator: .none
                ).write(to: URL(fileURLWithPath: path))
            }
        } catch {
            throw StoreError(error)
        }
    }

    /// Takes the file away, if it is there.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension Store {
    /// Where the file of an import is, or would be.
    package func importFile(_ id: ImportJob.ID) -> ImportFile {
        ImportFile(path: "\(reader.path).imports/\(id.value).csv")
    }
}
