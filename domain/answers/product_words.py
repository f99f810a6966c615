"""Words around a product: spellings, and what is trade, service or cooking for guests instead.

The clusters' own keywords are data (`storage/seed/clusters.csv`); who only sells on, repairs or
serves guests is no industry (rule of the office: makes goods itself).
"""

import re

from domain.answers.vocabulary import FILLER, GREETINGS, SELVES

SPELLINGS = {
    form: word
    for word, forms in {
        "pisang": "banana",
        "keripik": "kripik kripek keripek kripit kripikk keropik kripk chips",
        "kerupuk": "krupuk krupuh kerupok kropok krepuk kerpuk krupk kerupu karupuak",
        "sandal": "sendal sndal sandalan",
        "tikar": "tiker tikr tikarr",
        "kue": "kwe kuwe kueh kuih koe que",
        "mi": "mie mee",
        "sirup": "sirop syrup sirupp sirap",
        "mebel": "meubel mebeul meubeul mebeler mobiler meubelair moebel mabel",
        "furnitur": "furniture furnitor furnicer furniter",
        "gorden": "gordyn korden hordeng gordeng gordin horden gordijn kordeng gordein hordyn",
        "teralis": "terali tralis trali teralish tralies tralisz terralis",
        "kaos": "kaus koas t-shirt tshirt",
        "sambal": "sambel sambalan sambol sambl",
        "bordir": "bordil border brodir bordiran",
        "cabai": "cabe lombok",
        "aksesori": "aksesoris asesoris accessories aksesories aksesoriss assesoris",
        "suvenir": "souvenir sovenir souvernir suvenier suvenirr",
        "cokelat": "coklat coklt chocolate cklat",
        "abon": "abun",
        "paving": "pavin peving paping pavingblock pavingblok",
        "batako": "bataco batakoh batakko batakoo",
        "briket": "briquet briquette brikett briked",
        "roti": "rotti bread",
        "martabak": "martabk murtabak",
        "lumpia": "loempia lunpia lumpiah",
        "risol": "risoles risolles rissol risoll",
        "rendang": "randang rendng",
        "jilbab": "jilbap jelbab jilbob",
        "gamis": "gams",
        "sprei": "seprai seprei sprai seprey spray",
        "stiker": "sticker setiker stikker",
        "spanduk": "sepanduk",
        "frozen": "prozen frosen frozn frozenfood",
        "nugget": "naget nuget nuggets nugets",
        "donat": "donut donad",
        "brownies": "brownis bronis browniss brauonis",
        "tenun": "tenunan tnun",
        "mukena": "mukenah mukna telekung",
        "jahit": "jait jahitan njahit menjahit jahitin ngejahit menjait jaitan",
        "pagar": "pager pagr",
        "lemari": "almari lmari lemarii",
        "anyaman": "anyam menganyam nganyam ayaman anyman",
        "rempeyek": "rempeyeh rempeyk",
        "peyek": "peyeh peyeks",
        "parfum": "parfume perfume farfum parpum",
        "jamu": "djamu",
        "sampo": "shampo shampoo sampoo",
        "deterjen": "detergen detergent diterjen deterjent ditergen",
        "dodol": "dodoll",
        "selai": "selei slai selay selae",
        "tempe": "tempeh tmpe",
        "sepatu": "spatu sepato sepatuu",
        "dompet": "dompt",
        "kosmetik": "kosmetika kosmetick cosmetic",
        "ikan": "iwak ikn",
        "emping": "mping",
        "sablon": "sablonan nyablon menyablon sablom",
        "percetakan": "printing pencetakan percetkan",
        "minuman": "minum drink minumn",
        "undangan": "undngn",
        "furniture": "",
        "batik": "mbatik membatik batek pembatik",
        "bakso": "baso",
        "tapai": "tape",
        "bumbu": "bumbuh rempahan",
        "pakaian": "pakean",
        "perabot": "perabotan parabot",
        "kursi": "korsi kursih",
        "dendeng": "dengdeng",
        "stainless": "stainles stenles stenlis stanles stenless stainlis stainlees",
        "aluminium": "almunium alumunium aluminum aluminiom alminium",
    }.items()
    for form in forms.split()
}

TRADE = """
sofa bekas; lemari bekas; kursi bekas; hp bekas; buku bekas; seken; second; preloved; branded; kw; ikan hidup; hidup
jual tanah; jual rumah; minuman keras; undangan digital; ikan hias; ikan cupang; pupuk subsidi
reseller; dropship; dropshipper; dropshiper; jual lagi; dijual lagi; jual kembali
dijual kembali; agen; grosir; distributor; kulakan; kulak; toko; warung; kelontong; sembako
kedai; kede; kios; grosiran; jualan online; online shop; olshop; jastip; jasa titip
dari tanah abang; tanah abang; dari jakarta; dari pajak; dari pasar; dari toko; dari pabrik
dari supplier; dari agen; dari grosir; ambil dari; beli dari; beli jadi; barang jadi
kemas ulang; repack; repacking; tempel label; ganti merek; impor; import; thrift; thrifting
baju bekas; pakaian bekas; monza; monja; sepatu bekas; sepatu monza; jual hp; motor bekas
mobil bekas; dagang sayur; pedagang; minimarket; supermarket; apotek; toko bangunan; panglong
jual ikan segar; jual beras; jual telur; jualan sayur; jual pulsa; tas import; tas impor
sepatu import; sepatu impor; kosmetik import; kosmetik impor; sales; marketing; jual emas
jual beli; jual beli emas; jualan di pajak; toko kue; toko roti; toko baju; toko sepatu
toko mas; toko emas; toko kain; toko perabot; warung kelontong; warung sembako; jual putus
ambil di; beli di; dari malaysia; dari cina; dari china; dari shopee; dari lazada
dari tokopedia; dari bandung; tidak bikin sendiri; tidak buat sendiri; tidak produksi sendiri
bukan buatan sendiri; hanya jual; tinggal jual; produk orang; barang orang; punya orang
titipan orang; jualan titipan; konsinyasi; jual mainan; jual kain; jual buah
"""

GOODS = """
ikan mas; ikan lele; ikan nila; lele; ikan patin; ikan laut; udang segar; mesin jahit; oven listrik; pasir; semen
pulsa; token listrik; kuota; voucher; gas elpiji; bensin; pertalite; rokok; sayur; sayuran
jual sayur; buah segar; elektronik; hp; handphone; beras; ayam potong; daging segar; telur ayam
tanaman hias; bunga segar; ikan segar; bahan bangunan; tas branded
"""
"""Sold as they are; after a product they only describe it ("keripik sayur")."""

SERVICE = """
bengkel; bengkel motor; bengkel mobil; bengkel kereta; bengkel sepeda; bengkel sepeda motor
servis; service; reparasi; perbaikan; tambal ban; tempel ban; cuci motor; cuci mobil; doorsmeer
dorsmer; cuci sepatu; cuci karpet; laundry; londri; loundry; londry; laundri; cuci gosok; salon
pangkas; pangkas rambut; barbershop; barber; rias; rias pengantin; tukang rias; make up; makeup
mua; pijat; kusuk; tukang kusuk; urut; spa; lulur badan panggilan; rental; sewa; penyewaan
sewa tenda; sewa baju; rental mobil; rental ps; warnet; kos; kost; kontrakan; penginapan
homestay; ojek; gojek; grab; becak; supir; angkutan; travel; ekspedisi; kurir; jasa; jasa kirim
les; les privat; bimbel; kursus; guru; fotografer; foto; studio foto; video shooting; fotocopy
foto copy; fotokopi; fotocopi; servis hp; servis ac; servis tv; servis komputer; service hp
service ac; service elektronik; servis elektronik; reparasi jam; reparasi tv; servis sepatu
sol sepatu keliling; permak; permak jeans; permak levis; tukang bangunan; kuli; pengobatan
klinik; bidan; notaris; desain; desain grafis; desainer; jasa desain; ganti oli; dinamo
spooring; ketok magic; cat mobil; tukang cat; potong rambut; tukang ledeng; pasang ac
event organizer; eo; dekorasi; dekorasi pesta; wedding organizer; keyboard; band; jasa cuci
jasa jahit; cleaning service; asuransi; koperasi; simpan pinjam; kredit; calo; parkir; ternak
ternak ayam; ternak lele; ternak bebek; tambak; kolam ikan; budidaya; tani; petani; kebun
berkebun; nelayan; hidroponik; peternak; pembibitan; bibit; budidaya jamur; budidaya lele
potong ayam; cuci steam; jasa angkut; penitipan anak; bengkel ac; servis kulkas
servis mesin cuci; bengkel dinamo; bengkel cat
"""

FOOD_SERVICE = """
katering; catering; ketring; keterring; rantangan; rumah makan; warung makan; warung nasi
warung kopi; kedai kopi; kede kopi; warkop; kafe; cafe; coffee shop; coffeeshop; kopi shop
restoran; resto; prasmanan; bakso keliling; bakso mangkal; warung bakso; kedai bakso; angkringan
lapo; kebab pinggir jalan; kantin; foodcourt; food court; stand makanan; kopi keliling
kopi starling; jual nasi; warung soto
"""

DISHES = """
teh manis; roti bakar; ayam crispy; ayam krispi; mi gomak; martabak telur; indomie; es jeruk; arsik; saksang; tuak
nasi; nasi kotak; nasi bungkus; nasi padang; nasi goreng; nasi uduk; nasi gurih; nasi lemak
lontong sayur; lontong medan; ayam penyet; pecel lele; ayam geprek; ayam goreng; mi ayam
mi goreng; mi aceh; mi rebus; mi sop; miso; soto; soto medan; sate; sate padang; bubur ayam
pecal; pecel; gado gado; ketoprak; rujak; seafood; ikan bakar; bakar ikan; pizza; burger; es teh
es teler; es campur; es kelapa; es kelapa muda; kelapa muda; es dawet; es cendol; jus; juice
jus buah; thai tea; boba; minuman boba; es doger; sarapan; sarapan pagi; martabak mesir
kwetiau goreng; bubur kacang hijau; tuak; masakan padang
"""
"""Cooked for guests; after a product they only describe it ("bumbu soto")."""

MAKING = frozenset(
    "bikin buat membuat bikinan buatan produksi memproduksi produsen mengolah olah pengolahan olahan pengrajin perajin "
    "kerajinan goreng gorengnya masak mencetak pabrik industri rumahan produk bikinin mengolahnya usaha pembuatan dibuat dibikin diproduksi "
    "diolah membikin ngolah merakit meracik kami sendiri homemade home homade".split()
)
SELLING = frozenset(
    "jual jualan menjual dagang berdagang dagangan jualin ngejual jualnya pedagang dijual".split()
)
SELF_MADE = frozenset(
    "sendiri buatan bikinan produksi memproduksi membuat bikin buat produsen mengolah olah pengrajin perajin homemade "
    "diproduksi dibuat dibikin mencetak rumahan".split()
)

MODEST = (
    MAKING
    | SELLING
    | FILLER
    | GREETINGS
    | SELVES
    | frozenset(
        ", dan sama dengan juga plus atau serta dgn sm ama kadang campur aneka macam jenis usaha produk produknya home "
        "industri industry tukang rumah kreasi pembuat terima pesanan order menerima tempah tempahan sedia "
        "menyediakan yaitu seperti ini itu nama namanya di untuk khusus berbagai usahanya spesialis pabrik mama mamak istri "
        "suami anak yang ada dari rumahan khas kecil kecilan ukm umkm ikm bisnis bidang bergerak dalam rmh adalah "
        "utama produksinya jadi kerja bikinnya buatnya produksi awak nya model segala semua baru online hasil "
        "jasa sudah lagi sedang masih cuma hanya biasa biasanya kelompok keluarga lokal asli tradisional mini ibu "
        "emak nenek bikinan saya kami aja spesial specialis pengolah penghasil pengusaha pelaku sejenis macem spt".split()
    )
)
"""Words that may stand before a product without changing what it is."""

VAGUE = {
    "makanan": "Pangan", "makan": "Pangan", "kuliner": "Pangan", "pangan": "Pangan", "masakan": "Pangan", "olahan makanan": "Pangan",
    "aneka makanan": "Pangan", "makanan dan minuman": "Pangan", "jajan": "Pangan", "makanan khas": "Pangan", "makanan kering": "Pangan",
    "olahan pangan": "Pangan", "fashion": "Sandang", "fesyen": "Sandang", "sandang": "Sandang", "tekstil": "Sandang",
    "kriya": "Kerajinan", "bahan bangunan": "Bahan bangunan", "kimia": "Kimia", "produk rumah tangga": "Kimia", "logam": "Logam",
}  # fmt: skip
"""Words for a whole group of clusters."""

MACHINES = frozenset(
    "mesin alat alatnya peralatan cetakan oven perkakas sparepart onderdil pemotong penggiling pengaduk mixer kompor".split()
)
"""Before a product: what it is made with."""

MATERIALS = frozenset({"tepung"})
"""Before a product: what it is made of."""

NOT_MAKING_IT = re.compile(
    # was once, or not yet
    r"\b(pernah|sempat|tadinya|semula|awalnya|mulanya|berhenti|bangkrut|tutup usaha|gulung tikar"
    r"|sudah (lama |lagi )?tutup|bekas (pengrajin|perajin|penjahit|tukang|pekerja|pembuat)"
    r"|(sudah|lagi|sedang|masih) vakum|(cita|bercita) cita|impian|mimpi|bermimpi|angan angan|berencana)\b"
    r"|\b(waktu|masa|zaman|jaman) (muda|kecil|itu|masih|gadis|sekolah|dulu)\b"
    # likes it
    r"|\b(suka|senang|hobi|gemar|hobinya)( sekali| kali| banget)? (makan|minum|ngemil|jajan|beli|pakai|koleksi)\b"
    r"|\b(doyan|penggemar|pecinta|penikmat)\b"
    # for somebody else, or learns it
    r"|^((saya|suami|istri|anak|bapak|cuma|jadi|hanya|sebagai|seorang|masih|baru|sedang|lagi|ikut|kami) )*"
    r"(karyawan|karyawati|buruh|pegawai|kuli|mantan|calon|belajar)\b|\bdigaji\b|\bpekerja (di|pabrik)\b"
    r"|\bkerja(nya)? (di|pada|dengan|ikut) (?!rumah|dapur|bidang|sendiri)"
    # packs what others made
    r"|\b(di|ku)?(bungkus|kemas|packing|pack|pak)(i|in)?( saya)? ulang\b"
)
"""Over the plain words: a product is named, but not as what is made there now."""
