import Foundation

/// A directory of its own for one story; it goes with the last reference to it.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    /// An empty path when the directory cannot be made: whatever needs it then fails by itself.
    package init() {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("phonet-gateway-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of a file in it.
    package func file(_ name: String) -> String { url.appendingPathComponent(name).path }
}
