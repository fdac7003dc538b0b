#!/bin/sh
# Makes the certificates and keys of this folder anew, with OpenSSL 3. They are for tests only, nobody trusts them, and they
# hold from 2020 to 2120. The authorities' keys are thrown away.
set -eu
cd "$(dirname "$0")"
rm -rf keys ./*.pem ./*.key
mkdir keys
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
cat >"$work/ca.cnf" <<EOF
[ca]
default_ca = test
[test]
database = $work/index
new_certs_dir = $work
rand_serial = yes
unique_subject = no
default_md = sha256
policy = anything
[anything]
commonName = supplied
EOF

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# certificate NAME COMMON_NAME EXTENSIONS AUTHORITY...: NAME.pem for NAME.key; the authority is -selfsign or a pair of files
certificate() {
  name=$1
  printf '%b\n' "$3" >"$work/extensions"
  openssl req -new -key "$name.key" -passin pass:secret -subj "/CN=$2" -out "$work/request" 2>/dev/null
  shift 3
  openssl ca -batch -notext -config "$work/ca.cnf" -startdate 20200101000000Z -enddate 21200101000000Z \
    -in "$work/request" -extfile "$work/extensions" -out "$name.pem" -passin pass:secret "$@" 2>/dev/null
}

authority='basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign'
here='subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth'

key "$work/root.key"
certificate "$work/root" "Test root" "$authority" -selfsign -keyfile "$work/root.key"
cp "$work/root.pem" root.pem
key "$work/issuing.key"
certificate "$work/issuing" "Test issuing" "$authority" -cert "$work/root.pem" -keyfile "$work/root.key"
for name in server server-renewed; do
  key $name.key
  certificate $name $name "$here" -cert "$work/issuing.pem" -keyfile "$work/issuing.key"
  cat "$work/issuing.pem" >>$name.pem
done

key client.key
certificate client client \
  'subjectAltName=DNS:prometheus.example,IP:fd00::1,email:ops@example.org,URI:spiffe://example.org/p\nextendedKeyUsage=clientAuth' \
  -cert "$work/root.pem" -keyfile "$work/root.key"
key "$work/strange.key"
certificate "$work/strange" "Strange root" "$authority" -selfsign -keyfile "$work/strange.key"
key stranger.key
certificate stranger stranger 'subjectAltName=DNS:prometheus.example\nextendedKeyUsage=clientAuth' \
  -cert "$work/strange.pem" -keyfile "$work/strange.key"

# Each way to write a key, beside its certificate.
cd keys
openssl genrsa -traditional -out rsa-pkcs1.key 2048 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in rsa-pkcs1.key -out rsa-pkcs8.key
openssl ecparam -name prime256v1 -genkey -out ec-sec1.key
openssl ecparam -name secp521r1 -genkey -noout -out p521-sec1.key
openssl genpkey -algorithm ed25519 -out ed25519-pkcs8.key
openssl rsa -in rsa-pkcs1.key -traditional -aes128 -passout pass:secret -out encrypted-pkcs1.key 2>/dev/null
openssl pkcs8 -topk8 -in rsa-pkcs1.key -passout pass:secret -out encrypted-pkcs8.key
for key in *.key; do
  certificate "${key%.key}" "${key%.key}" "$here" -selfsign -keyfile "$key"
done
