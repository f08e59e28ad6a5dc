import Foundation

/// base64url without padding (RFC 4648 §5).
package enum Base64URL {
    /// The text of bytes, without padding.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Decodes with or without padding; nil for anything else.
    package static func bytes(_ text: String) -> [UInt8]? {
        guard text.utf8.allSatisfy(isSign) else { return nil }
        let bare = text.replacing("=", with: "")
        let padding = String(repeating: "=", count: (4 - bare.utf8.count % 4) % 4)
        guard text == bare || text == bare + padding else { return nil }
        let plain = bare.replacing("-", with: "+").replacing("_", with: "/") + padding
        guard let data = Data(base64Encoded: plain) else { return nil }
        // Unused bits after the last byte must be zero, so that each value has only one text.
        return self.text(data) == bare ? Array(data) : nil
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-_=".utf8.contains(byte)
        }
    }
}
