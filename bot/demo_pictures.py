"""Pictures for some products of the demo, drawn where it begins: nobody has taken a photo."""

from collections.abc import Sequence

from bot.files import MediaFolder
from documents.still_life import still_life
from domain.product import Product
from storage import demo_products, seed
from storage.database import Tx
from web.weave import COLOURS


async def add_pictures(tx: Tx, folder: MediaFolder, listed: Sequence[Product]) -> None:
    """Draw those that `demo_products.csv` names: a dozen in two tenths of a second.

    The rest shows what a catalogue does without a photo.
    """
    goods = {row["name"]: row["picture"] for row in seed.demo_products() if row["picture"]}
    groups = {one.code: one.group for one in seed.clusters()}
    drawn = []
    for product in listed:
        if product.name in goods:
            colours = COLOURS[groups[product.cluster]]
            content = still_life(product.name, goods[product.name], colours)
            medium = demo_products.new_photo(product)
            drawn.append((product, medium, folder.write(medium, content), content))
    await demo_products.add_photos(tx, drawn)
