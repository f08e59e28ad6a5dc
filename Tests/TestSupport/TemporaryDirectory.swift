import Foundation

/// A directory for one test; deleted with the last reference to the object.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    /// The path is empty when the directory cannot be made; the test then fails when it uses the
    /// path.
    package init() {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("phonet-gateway-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of a file in it.
    package func file(_ name: String) -> String { url.appendingPathComponent(name).path }
}
