package dev.dougong.engine.fieldtype.location;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class LocationFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new LocationFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good(
            "{'lng':120.1551,'lat':30.2741,'address':'杭州市西湖区'}",
            Sample.tree("{'lng':120.1551,'lat':30.2741,'address':'杭州市西湖区'}"))
        .good("{'lat':-90,'lng':180}", Sample.tree("{'lng':180,'lat':-90}"))
        .good("{'lng':120.15510000000001,'lat':0.5}", Sample.tree("{'lng':120.1551,'lat':0.5}"))
        .goodText("120.1551,30.2741", Sample.tree("{'lng':120.1551,'lat':30.2741}"))
        .goodText("30.2741，120.1551", Sample.tree("{'lng':120.1551,'lat':30.2741}"))
        .bad("[120,30]", "value.wrongType")
        .bad("{'lng':120}", "value.missingKey")
        .bad("{'lng':'120','lat':30}", "value.wrongType")
        .bad("{'lng':181,'lat':30}", "location.outOfRange")
        .bad("{'lng':120,'lat':1e400}", "value.wrongType")
        .bad("{'lng':120,'lat':30,'alt':5}", "value.unknownKey")
        .bad("{'lng':120,'lat':30,'address':5}", "value.wrongType")
        .badText("西湖", "value.notReadable");
  }
}
