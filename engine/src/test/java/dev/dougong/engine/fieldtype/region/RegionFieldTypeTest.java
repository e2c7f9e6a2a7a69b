package dev.dougong.engine.fieldtype.region;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class RegionFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new RegionFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'440305'", "440305")
        .good("'440300'", "440300")
        .good("'110000'", "110000")
        .good("'110105'", "110105")
        .good("'810000'", "810000")
        .goodText("广东省深圳市南山区", "440305")
        .goodText("广东 深圳 南山", "440305")
        .goodText("深圳南山", "440305")
        .goodText("北京市朝阳区", "110105")
        .goodText("北京 市辖区 朝阳", "110105")
        .goodText("上海浦东", "310115")
        .goodText("内蒙古 呼和浩特", "150100")
        .goodText("延边", "222400")
        .goodText("吉林", "220000")
        .goodText("吉林市", "220200")
        .goodText("河南省济源市", "419001")
        .goodText("440305", "440305")
        .bad("'449999'", "region.unknown")
        .bad("'44'", "region.unknown")
        .bad("440305", "value.wrongType")
        .badText("朝阳区", "region.ambiguous")
        .badText("火星", "region.unknown")
        .options("{'level':'district'}")
        .good("'440305'", "440305")
        .bad("'440300'", "region.tooCoarse")
        .badText("广东省", "region.tooCoarse");
  }
}
