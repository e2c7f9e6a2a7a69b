package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.function.FunctionBuilder.function;

import dev.dougong.engine.expression.ValueType;
import java.util.List;

/** Functions of the user who asks and of the organisation tree. */
final class UserFunctions {

  private UserFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(user(), userOrgUnit(), hasRole(), isWithin());
  }

  private static FunctionDefinition user() {
    return function("user")
        .gives(ValueType.reference(ValueType.USER))
        .reads(FunctionDefinition.Source.USER)
        .doc("当前用户。", "The user who asks.")
        .example("seller == user()", "true")
        .body(a -> a.context().user());
  }

  private static FunctionDefinition userOrgUnit() {
    return function("userOrgUnit")
        .gives(ValueType.reference(ValueType.ORG_UNIT))
        .reads(FunctionDefinition.Source.USER)
        .doc("当前用户所在的组织。", "The organisation unit of the user.")
        .example("shop == userOrgUnit()", "false")
        .body(a -> a.context().userOrgUnit());
  }

  private static FunctionDefinition hasRole() {
    return function("hasRole")
        .takes(Slot.LITERAL_TEXT)
        .gives(ValueType.BOOLEAN)
        .nulls(Nulls.GIVE_FALSE)
        .reads(FunctionDefinition.Source.USER)
        .doc("当前用户是否有该角色。", "Whether the user has the role.")
        .example("hasRole(\"manager\")", "true")
        .body(a -> a.context().roles().contains(a.text(0)));
  }

  private static FunctionDefinition isWithin() {
    return function("isWithin")
        .takes(Slot.ORG_UNIT, Slot.ORG_UNIT)
        .gives(ValueType.BOOLEAN)
        .nulls(Nulls.GIVE_FALSE)
        .reads(FunctionDefinition.Source.USER)
        .doc(
            "第一个组织是否就是第二个组织或在其之下；其中一个须与记录无关。",
            "Whether the first unit is the second one or below it; one of them must not depend on the"
                + " record.")
        .example("isWithin(shop, userOrgUnit())", "true")
        .body(a -> a.context().orgTree().upwards(a.id(0)).contains(a.id(1)));
  }
}
