/** How each system comes to trust the certificate authority of this computer; printed at the start and shown to phones. */
export const trustSteps: readonly { system: string; steps: readonly string[] }[] = [
  {
    system: "iPhone, iPad",
    steps: [
      "Open that address in Safari, allow the download of the profile.",
      "Settings > General > VPN & Device Management > Kontor: Install.",
      "Settings > General > About > Certificate Trust Settings: switch Kontor on.",
    ],
  },
  {
    system: "Android",
    steps: [
      "Open that address in Chrome, keep the file.",
      "Settings > Security > More security settings > Encryption & credentials > Install a certificate > CA certificate: choose kontor-ca.crt.",
    ],
  },
  {
    system: "Windows",
    steps: [
      "Open the downloaded kontor-ca.crt, Install Certificate, Current User, Place in: Trusted Root Certification Authorities.",
      "Or: certutil -user -addstore Root kontor-ca.crt",
    ],
  },
  {
    system: "macOS",
    steps: [
      "security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db kontor-ca.crt",
      "Or: open it in Keychain Access and set Trust to Always.",
    ],
  },
  {
    system: "Linux",
    steps: [
      "Chrome, Chromium: certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Kontor -i kontor-ca.crt",
      "Firefox: Settings > Privacy & Security > View Certificates > Authorities > Import.",
    ],
  },
];
