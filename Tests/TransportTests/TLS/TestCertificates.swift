import Foundation
import Testing

/// Certificates of two authorities, made once for each run by openssl(1) in a folder that is removed at the end.
struct TestCertificates {
    static let shared = Result { try TestCertificates() }

    let folder: String

    func path(_ name: String) -> String { folder + "/" + name }

    /// The DER octets of the first certificate of a PEM file.
    func der(_ name: String) throws -> [UInt8] {
        let text = try String(contentsOfFile: path(name), encoding: .utf8)
        let body = text.split(separator: "\n").drop { !$0.hasPrefix("-----BEGIN") }.dropFirst()
            .prefix { !$0.hasPrefix("-----END") }
        return Array(try #require(Data(base64Encoded: body.joined())))
    }

    /// SHA-256 of the SubjectPublicKeyInfo, as an administrator computes it.
    func pin(_ name: String) throws -> String {
        let command = "openssl x509 -in \(path(name)) -noout -pubkey | openssl pkey -pubin -outform der | sha256sum"
        return String(try Self.run(command).prefix(64))
    }

    private init() throws {
        folder = NSTemporaryDirectory() + "clairvoix-tls-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let made = folder
        atexitFolder = made
        atexit { if let folder = atexitFolder { try? FileManager.default.removeItem(atPath: folder) } }
        _ = try Self.run("cd \(folder) && " + Self.script)
    }

    struct ScriptProblem: Error { var command: String }

    static func run(_ command: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-euc", command]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let octets = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ScriptProblem(command: command) }
        return String(decoding: octets, as: UTF8.self)
    }

    /// leaf NAME AUTHORITY COMMON-NAME START END EXTENSIONS
    private static let script = #"""
        key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
        authority() {
          key "$1"; mkdir "$1"; : > "$1/index.txt"; echo unique_subject=no > "$1/index.txt.attr"; echo 1000 > "$1/serial"
          openssl req -x509 -new -key "$1.key" -days 3650 -out "$1.pem" -subj "/CN=$2" \
            -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
        }
        leaf() {
          key "$1"
          openssl req -new -key "$1.key" -subj "/CN=$3" -out "$1.csr"
          printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s/index.txt\nserial=%s/serial\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n[x]\n%s\n' \
            "$2" "$2" "$2" "$6" > "$1.cnf"
          openssl ca -batch -notext -config "$1.cnf" -extensions x -cert "$2.pem" -keyfile "$2.key" -in "$1.csr" \
            -startdate "$4" -enddate "$5" -out "$1.pem"
        }
        authority good "Good authority"; authority other "Other authority"
        old=20200101000000Z; now=20240101000000Z; end=20490101000000Z; later=20480101000000Z
        names='subjectAltName=DNS:sip.example.org,IP:127.0.0.1,IP:::1,DNS:*.wild.example'
        leaf server good elsewhere.example $now $end "$names"
        leaf domain good elsewhere.example $now $end \
          'subjectAltName=URI:sip:example.org,URI:sips:secure.example,URI:sip:bob@user.example,URI:SIP:other.example;x=y,DNS:dns.example'
        leaf named good plain.example $now $end 'keyUsage=digitalSignature'
        leaf expired good x $old $now "$names"
        leaf early good x $later $end "$names"
        leaf stranger other x $now $end "$names"
        leaf mail good x $now $end "$names
        extendedKeyUsage=emailProtection"
        leaf siponly good x $now $end "$names
        extendedKeyUsage=1.3.6.1.5.5.7.3.20"
        leaf client good client.example $now $end 'subjectAltName=DNS:client.example'
        leaf issuer good "Middle authority" $now $end 'basicConstraints=critical,CA:TRUE'
        mkdir issuer; : > issuer/index.txt; echo 10 > issuer/serial
        leaf below issuer x $now $end "$names"
        mkdir server; : > server/index.txt; echo 20 > server/serial
        leaf fake server x $now $end "$names"
        key own; openssl req -x509 -new -key own.key -days 3650 -out own.pem -subj /CN=own.example
        echo garbage > garbage.pem; : > empty.pem
        """#
}

nonisolated(unsafe) private var atexitFolder: String?
