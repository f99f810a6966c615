"""Names of the numbers that people mix up: accounts, cards, papers, goods.

A number that is named as one of these is no answer to a question about another, however many
digits it has: "rekening 1060012345678" is no NIB, "nib 0812345678901" is no phone.
"""

ACCOUNTS = frozenset(
    "rek rekening norek rekeningnya va virtual debit kredit atm token pln listrik meteran resi invoice struk".split()
)
CARDS = frozenset("bpjs jkn kis ktp nik sim stnk bpkb paspor passport npwp nip nisn nuptk".split())
PAPERS = frozenset(
    "pirt spp irt halal bpom merek haki hki siup tdp sku imb pbg sni siinas sppirt".split()
)
GOODS = frozenset("barcode barkod ean sku imei seri".split())
BANKS = frozenset("bri bca bni bsi btn mandiri danamon cimb niaga permata seabank".split())
WALLETS = frozenset("dana ovo gopay linkaja shopeepay".split())
_LOOSE = frozenset(
    "pelanggan keluarga ijazah akun shopee tokopedia lazada tiktok gojek grab".split()
)
OTHER_THAN_NIB = ACCOUNTS | CARDS | PAPERS | GOODS | BANKS | WALLETS | _LOOSE
OTHER_THAN_PHONE = ACCOUNTS | CARDS | PAPERS | GOODS | {"nib", "oss"}
