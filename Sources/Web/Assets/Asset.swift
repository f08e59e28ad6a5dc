import Crypto
import Foundation
import JSONText

/// The files that pages load. A file's name contains a hash of its content, so browsers may cache
/// the file without a limit: a changed file has another name.
///
/// `app.css` has the design tokens, then page layout, controls and tables. Its colours are pairs of
/// light and dark (CSS Color 5, `light-dark()`); text has a contrast of 4.5 : 1 or more. Pages work
/// without `app.js`. The texts it shows are attributes of the page, in the page's language.
enum Asset: String, CaseIterable, Sendable {
    case stylesheet = "css"
    case script = "js"
    /// The stylesheet and the script of the settings.
    case settingsStylesheet = "settings.css"
    case settingsScript = "settings.js"
    /// The script of the widget's page.
    case frame = "frame.js"
    /// The script of the search dialog.
    case finder = "finder.js"
    /// The script that closes open menus.
    case menus = "menus.js"
    case icon = "svg"
    /// The icons of the installed application, by their width in pixels.
    case icon180 = "180.png"
    case icon192 = "192.png"
    case icon512 = "512.png"
    /// What a browser needs to install the pages as an application (W3C, Web Application Manifest).
    case manifest = "webmanifest"

    /// - Returns: nil when no file has this name now, such as the name of an earlier release.
    init?(name: Substring) {
        guard let asset = Asset.allCases.first(where: { $0.name == name }) else { return nil }
        self = asset
    }

    /// The path that pages link to.
    var path: String { "\(Route.prefix)/assets/\(name)" }

    var contentType: String {
        switch self {
        case .stylesheet, .settingsStylesheet: "text/css; charset=utf-8"
        case .script, .settingsScript, .frame, .finder, .menus: "text/javascript; charset=utf-8"
        case .icon: "image/svg+xml"
        case .icon180, .icon192, .icon512: "image/png"
        case .manifest: "application/manifest+json"
        }
    }

    /// Whether it is a stylesheet; otherwise pages load it as a script or an image.
    var isStylesheet: Bool { contentType.hasPrefix("text/css") }

    var bytes: [UInt8] {
        switch self {
        case .stylesheet: PackageResources.app_css
        case .script: PackageResources.app_js
        case .settingsStylesheet: PackageResources.settings_css
        case .settingsScript: PackageResources.settings_js
        case .frame: PackageResources.frame_js
        case .finder: PackageResources.finder_js
        case .menus: PackageResources.menus_js
        case .icon: Asset.iconBytes
        case .icon180: PackageResources.icon_180_png
        case .icon192: PackageResources.icon_192_png
        case .icon512: PackageResources.icon_512_png
        case .manifest: Asset.manifestBytes
        }
    }

    private static let iconBytes = Array(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" \
        rx="6" fill="#0f766e"/><path fill="#fff" d="M8 6.500c-1 .5-2 1.500-1.600 3.200.9 4 3.900 7 \
        7.900 7.900 1.700.4 2.700-.6 3.200-1.600l-2.700-2.200-1.500 1.200c-1.400-.7-2.500-1.800-3.200\
        -3.200l1.200-1.500z"/></svg>
        """.utf8)

    private static let manifestBytes = JSON.object([
        ("name", .string("Phonet")), ("short_name", .string("Phonet")),
        ("id", .string("\(Route.prefix)/")), ("start_url", .string("\(Route.prefix)/")),
        ("scope", .string("\(Route.prefix)/")), ("display", .string("standalone")),
        ("background_color", .string("#f7f8f9")), ("theme_color", .string("#0f766e")),
        (
            "icons",
            .list(
                [(Asset.icon192, "192x192"), (.icon512, "512x512")].map { icon, size in
                    .object([
                        ("src", .string(icon.path)), ("sizes", .string(size)),
                        ("type", .string(icon.contentType)), ("purpose", .string("any maskable")),
                    ])
                })
        ),
    ]).bytes

    private var name: String { "\(Asset.hashes[self] ?? "").\(rawValue)" }

    private static let hashes: [Asset: String] = {
        var hashes: [Asset: String] = [:]
        for asset in allCases where asset != .manifest { hashes[asset] = hash(asset.bytes) }
        // The manifest has the names of the icons.
        hashes[.manifest] = hash(hashes.values.sorted().flatMap { Array($0.utf8) })
        return hashes
    }()

    private static func hash(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: Data(bytes)).prefix(5).map { String($0, radix: 36) }.joined()
    }
}

/// `service-worker.js`: the script that a browser runs when a push arrives, also when no page of
/// the gateway is open. Its path does not change, because browsers identify it by its path.
enum ServiceWorker {
    static let bytes = PackageResources.service_worker_js
}

/// `widget.js`: the script that the CRM's pages load. Its path does not change, because it stands in
/// the CRM's templates.
enum WidgetScript {
    /// - Parameter pagesURL: scheme and host of the pages if they have a host of their own; nil: the
    ///   host that the script came from.
    static func bytes(pagesURL: String?) -> [UInt8] {
        let text = String(decoding: PackageResources.widget_js, as: UTF8.self)
        return Array(text.replacing("\"PAGES\"", with: "\"\(pagesURL ?? "")\"").utf8)
    }
}
