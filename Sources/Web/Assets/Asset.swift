import Crypto
import Foundation

/// The files pages load: each under a name that follows from its content, so that a browser may
/// keep it for ever and never shows an old one.
enum Asset: String, CaseIterable, Sendable {
    case stylesheet = "css"
    case script = "js"
    case icon = "svg"

    /// Nil for a name no file has now.
    init?(name: Substring) {
        guard let asset = Asset.allCases.first(where: { $0.name == name }) else { return nil }
        self = asset
    }

    var path: String { "\(Route.prefix)/assets/\(name)" }

    var contentType: String {
        switch self {
        case .stylesheet: "text/css; charset=utf-8"
        case .script: "text/javascript; charset=utf-8"
        case .icon: "image/svg+xml"
        }
    }

    var bytes: [UInt8] { Asset.files[self]?.bytes ?? [] }

    private var name: String { Asset.files[self]?.name ?? rawValue }

    private static let files: [Asset: (name: String, bytes: [UInt8])] = {
        var files: [Asset: (name: String, bytes: [UInt8])] = [:]
        for asset in allCases {
            let bytes = Array(asset.text.utf8)
            let hash = SHA256.hash(data: Data(bytes)).prefix(5)
                .map { String($0, radix: 36) }.joined()
            files[asset] = ("\(hash).\(asset.rawValue)", bytes)
        }
        return files
    }()

    private var text: String {
        switch self {
        case .stylesheet: Stylesheet.text
        case .script: Script.text
        case .icon:
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" \
            rx="6" fill="#0f766e"/><path fill="#fff" d="M8 6.500c-1 .5-2 1.500-1.600 3.200.9 4 3.900 7 \
            7.900 7.900 1.700.4 2.700-.6 3.200-1.600l-2.700-2.200-1.500 1.200c-1.400-.7-2.500-1.800-3.200\
            -3.200l1.200-1.500z"/></svg>
            """
        }
    }
}
