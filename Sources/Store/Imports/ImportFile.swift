import Foundation

/// The file of an import, in a directory beside the database. It is not stored in the database, so a
/// deleted file leaves no bytes there.
package struct ImportFile: Sendable {
    /// Absolute path; the file may be missing.
    package let path: String

    /// Writes the file.
    ///
    /// - Throws: `StoreError.unavailable` when it cannot be written.
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

    /// Deletes the file, if there is one.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension Store {
    /// The path of an import's file.
    package func importFile(_ id: ImportJob.ID) -> ImportFile {
        ImportFile(path: "\(reader.path).imports/\(id.value).csv")
    }
}
